namespace WsRpc.Tests.StreamJsonRpc;

internal sealed class Counter : ICounter
{
    private int _value;

    public int Disposals { get; private set; }

    public Task<int> IncAsync(int by) => Task.FromResult(_value += by);

    public void Dispose() => Disposals++;
}
