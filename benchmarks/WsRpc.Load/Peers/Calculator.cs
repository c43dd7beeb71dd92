namespace WsRpc.Load;

/// <summary>The service: next to no work, so that what is measured is the call.</summary>
internal sealed class Calculator : ICalculator
{
    public ValueTask<int> AddAsync(int a, int b) => new(a + b);

    public ValueTask<string> EchoAsync(string text) => new(text);
}
