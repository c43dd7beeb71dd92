using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The channel of a connection's proxies. It asks the connection for its session at every call, so that the session may change.</summary>
/// <param name="connection">The connection.</param>
/// <param name="options">How calls are made; null for those that have no options of their own.</param>
internal sealed class ConnectionChannel(RpcConnection connection, RpcCallOptions? options = null) : RpcChannel
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
            session.Send(call, method, parameters, time, cancellationToken);
        }
        else
        {
            session.SendIntercepted(call, method, parameters, time, batch: null, cancellationToken);
        }
    }

    internal override ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        var session = connection.Session;
        return session.Interceptors.Length == 0 ? session.NotifyAsync(method, parameters, cancellationToken) : session.NotifyInterceptedAsync(method, parameters, batch: null, cancellationToken);
    }
}
