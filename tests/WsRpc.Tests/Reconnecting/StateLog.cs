using System.Threading.Channels;

namespace WsRpc.Tests.Reconnecting;

/// <summary>What a client has told of its state, one after the other.</summary>
internal sealed class StateLog
{
    private readonly Channel<RpcStateChange> _changes = Channel.CreateUnbounded<RpcStateChange>();

    public void Add(RpcStateChange change) => _changes.Writer.TryWrite(change);

    public Task<RpcStateChange> Next() => _changes.Reader.ReadAsync().Within();

    public async Task<RpcStateChange> Becomes(RpcConnectionState state)
    {
        var change = await Next();
        Assert.Equal(state, change.New);
        return change;
    }
}
