using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The channel of a batch's proxies.</summary>
internal sealed class BatchChannel(RpcConnection connection, RpcBatch batch, RpcCallOptions? options) : RpcChannel
{
    public RpcConnection Connection => connection;

    internal override RpcJson Json => connection.Session.Settings.Json;

    internal override void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) =>
        batch.Add(call, method, parameters, options, cancellationToken);

    internal override ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) =>
        batch.AddNotification(method, parameters, cancellationToken);
}
