using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The channel of a connection's proxies. It asks the connection for its session at every call, so that the session may change.</summary>
/// <param name="connection">The connection.</param>
/// <param name="options">How calls are made; null for those that have no options of their own.</param>
/// <param name="batch">Where calls wait to be sent together; null for those that are sent as they are made.</param>
internal sealed class ConnectionChannel(RpcConnection connection, RpcCallOptions? options = null, RpcBatch? batch = null) : RpcChannel
{
    public RpcConnection Connection => connection;

    internal override RpcJson Json => connection.Session.Settings.Json;

    internal override IValueExchange? Exchange => connection.Session;

    // The elements of a batch are one message, which says nothing of what goes before it.
    internal override bool TakesOctets => batch is null && connection.Session.TakesOctets;

    internal override void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        var session = (RpcSession?)call.Home ?? connection.Session;
        var time = session.TimeOf(method, options);
        if (session.Interceptors.Length == 0)
        {
            session.Send(call, method, parameters, time, batch, cancellationToken);
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
            ? session.NotifyAsync(method, parameters, batch, cancellationToken)
            : session.NotifyInterceptedAsync(method, parameters, batch, cancellationToken);
    }

    internal override void OnNotSent(RpcMethod method, Exception exception) => Log.NotificationNotSent(connection.Session.Settings.Logger, exception, connection.Id, method.Name);

    internal override void AddSubscriber(RpcEvent declared, EventSubscriber? subscriber)
    {
        if (subscriber is not null)
        {
            connection.Events.Add(declared, subscriber);
        }
    }

    internal override void RemoveSubscriber(RpcEvent declared, object proxy, Delegate handler) => connection.RemoveSubscriber(declared, proxy, handler);
}
