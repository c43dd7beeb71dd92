namespace WsRpc.Faults.Accounting;

/// <summary>Something was not given back.</summary>
internal sealed class LeakException(string message) : Exception($"Not given back: {message}");
