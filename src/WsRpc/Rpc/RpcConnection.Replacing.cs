using WsRpc.CompilerServices;

namespace WsRpc;

// What is different where a connection outlives its session: on clients that connect again. Elsewhere none of this does anything.
public abstract partial class RpcConnection
{
    private string[] ServiceNames => [.. _services.Select(service => service.Name).Distinct()];

    /// <summary>A session has ended. True when the connection goes on without it for now.</summary>
    private protected virtual bool TryGoOn(RpcSession session, RpcClosed closed) => false;

    /// <summary>This end closes. True when there is no session to be closed, and the connection ends by itself; the token cuts what is left of it.</summary>
    private protected virtual bool TryEndWhileAway(int code, string reason, CancellationToken cancellationToken) => false;

    /// <summary>This end is about to abort its session.</summary>
    private protected virtual void OnAborting()
    {
    }

    /// <summary>The peer of the last session has said hello. On the thread that receives.</summary>
    internal virtual void OnHello()
    {
    }

    /// <summary>Keeps a call that a session could not send for the session that follows. False when it fails with <paramref name="refusal"/>.</summary>
    internal virtual bool TryKeep(RpcSession over, PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CallAncestry ancestry, Exception refusal) => false;

    /// <summary>The same of a notification: what its sender waits for; null when it fails with <paramref name="refusal"/>.</summary>
    internal virtual ValueTask? TryKeep(RpcSession over, RpcMethod method, ReadOnlySpan<byte> parameters, Exception refusal, CancellationToken cancellationToken) => null;

    /// <summary>Completes when no call of the peer is under way any more.</summary>
    private protected virtual Task WhenIdle() => Session.IncomingCalls.WhenIdle();

    /// <summary>Opens a further session over a connection: it serves what the first one served, and nothing is called on it before <see cref="Replace"/>.</summary>
    private protected RpcSession BeginNext(WebSocketConnection connection)
    {
        var next = new RpcSession(this, TransportOver(connection), Settings, connection.Subprotocol);
        next.Follow(Session);
        next.SayHello(ServiceNames);
        Instruments.Connections.Add(1);
        next.Start(Session.Dispatchers, _services);
        return next;
    }

    /// <summary>From here on calls go to that session.</summary>
    private protected void Replace(RpcSession next, WebSocketConnection connection, RpcHandshake handshake)
    {
        Meet(connection, handshake);
        Volatile.Write(ref _session, next);
    }

    /// <summary>Who is at the other end now.</summary>
    private protected void Meet(WebSocketConnection connection, RpcHandshake handshake)
    {
        Handshake = handshake;
        RemoteEndPoint = connection.RemoteEndPoint;
    }

    private IMessageTransport TransportOver(WebSocketConnection connection)
    {
        IMessageTransport transport = new WebSocketTransport(connection);
        return Settings.WrapTransport?.Invoke(transport) ?? transport;
    }
}
