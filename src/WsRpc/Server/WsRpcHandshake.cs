using System.Buffers;
using System.Security.Claims;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>What <see cref="WsRpcServerOptions.Authenticate"/> decides. Immutable.</summary>
public sealed class WsRpcHandshake
{
    private WsRpcHandshake(ClaimsPrincipal? user, HandshakeRejection? rejection)
    {
        User = user;
        Rejection = rejection;
    }

    internal ClaimsPrincipal? User { get; }

    internal HandshakeRejection? Rejection { get; }

    /// <summary>Opens the connection for nobody in particular.</summary>
    public static WsRpcHandshake Accept() => new(null, null);

    /// <summary>Opens the connection.</summary>
    /// <param name="user">Who the client is: <see cref="RpcConnection.User"/> of its connection.</param>
    public static WsRpcHandshake Accept(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new WsRpcHandshake(user, null);
    }

    /// <summary>Answers with an HTTP status instead; the client is told and the socket is closed.</summary>
    /// <param name="statusCode">The status, from 300 to 599: 401 for who is not known, 403 for who is and may not.</param>
    /// <param name="reason">A short text for people, the page of the answer. It is sent as it is.</param>
    /// <param name="headers">Further header fields. With 401 belongs <c>WWW-Authenticate</c>, which says how to do better (RFC 9110 §15.5.2).</param>
    /// <exception cref="ArgumentException">The status is none that refuses; a header is malformed, or describes the page.</exception>
    public static WsRpcHandshake Reject(int statusCode, string reason = "This client is not admitted.", IReadOnlyList<HttpHeader>? headers = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var rejection = new HandshakeRejection(statusCode, reason) { Headers = [.. headers ?? []] };

        // What cannot be written is a mistake of the application, to be told where it makes it.
        ServerHandshake.WriteRejection(new ArrayBufferWriter<byte>(), rejection);
        return new WsRpcHandshake(null, rejection);
    }
}
