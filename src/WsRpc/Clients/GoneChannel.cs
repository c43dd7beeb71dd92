using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The channel to a connection that is not there.</summary>
internal sealed class GoneChannel(string connectionId, RpcJson json) : RpcChannel
{
    internal override RpcJson Json => json;

    internal override void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) => call.Fail(Gone(method));

    internal override ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) => ValueTask.FromException(Gone(method));

    private RpcConnectionClosedException Gone(RpcMethod method) =>
        new($"{method.Name}: there is no connection {connectionId}.", mayHaveRun: false) { Method = method.Name, ConnectionId = connectionId };
}
