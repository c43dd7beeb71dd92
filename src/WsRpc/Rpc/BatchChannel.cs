using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The channel of a batch's proxies.</summary>
internal sealed class BatchChannel(RpcConnection connection, RpcBatch batch, RpcCallOptions? options) : RpcChannel
{
    public RpcConnection Connection => connection;

    internal override RpcJson Json => connection.Session.Settings.Json;

    internal override IValueExchange? Exchange => connection.Session;

    internal override void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        var session = connection.Session;
        var time = session.TimeOf(method, options);
        if (session.Interceptors.Length == 0)
        {
            batch.Add(call, method, parameters, time, cancellationToken);
        }
        else
        {
            session.SendIntercepted(call, method, parameters, time, batch, cancellationToken);
        }
    }

    internal override ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        var session = connection.Session;
        return session.Interceptors.Length == 0
            ? batch.AddNotification(method, parameters, cancellationToken)
            : session.NotifyInterceptedAsync(method, parameters, batch, cancellationToken);
    }
}
