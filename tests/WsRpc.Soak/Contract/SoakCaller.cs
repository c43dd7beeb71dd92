namespace WsRpc.Soak;

internal sealed class SoakCaller : ISoakCaller
{
    public ValueTask<int> NextAsync(int value) => ValueTask.FromResult(value + 1);
}
