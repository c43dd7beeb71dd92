namespace WsRpc.Load;

/// <summary>Which method of <see cref="ICalculator"/> is called.</summary>
internal enum CallMethod
{
    Add,
    Echo,
}
