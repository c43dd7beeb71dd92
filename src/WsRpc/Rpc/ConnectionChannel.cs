using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The channel of a connection's proxies. It asks the connection for its session at every call, so that the session may change.</summary>
internal sealed class ConnectionChannel(RpcConnection connection) : RpcChannel
{
    public RpcConnection Connection => connection;

    internal override RpcJson Json => connection.Session.Settings.Json;

    internal override void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) =>
        connection.Session.Send(call, method, parameters, cancellationToken);

    internal override ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) =>
        connection.Session.NotifyAsync(method, parameters, cancellationToken);
}
