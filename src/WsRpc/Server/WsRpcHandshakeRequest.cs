using System.Net;
using System.Security.Cryptography.X509Certificates;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>What a client says of itself when it asks for a connection. Immutable; nothing of it is verified but the certificate, beyond its being well-formed.</summary>
public sealed class WsRpcHandshakeRequest
{
    private readonly UpgradeRequest _request;

    internal WsRpcHandshakeRequest(UpgradeRequest request, EndPoint? remoteEndPoint, X509Certificate2? clientCertificate)
    {
        _request = request;
        RemoteEndPoint = remoteEndPoint;
        ClientCertificate = clientCertificate;
    }

    /// <summary>The path, for example <c>/rpc</c>; not decoded.</summary>
    public string Path => _request.Head.Path;

    /// <summary>The query without its question mark, not decoded; empty when there was none.</summary>
    public string Query => _request.Head.Query;

    /// <summary>
    /// The header lines. Names are case-insensitive; <c>Headers["Authorization"]</c> is <see langword="null"/> where the client sent none, and its
    /// lines joined by a comma where it sent several.
    /// </summary>
    public HttpHeaders Headers => _request.Head.Headers;

    /// <summary>The host the client wanted, with its port where it named one.</summary>
    public string Host => _request.Host;

    /// <summary>Whose page asks, as its browser says (RFC 6454 §7); <see langword="null"/> when it is no browser. It is one that may connect.</summary>
    public string? Origin => _request.Origin;

    /// <summary>The subprotocols the client offered, in its order; empty when it offered none.</summary>
    public IReadOnlyList<string> Subprotocols => _request.Subprotocols;

    /// <summary>The client's address, or that of the last proxy before this server; <see langword="null"/> where there is no network between.</summary>
    public EndPoint? RemoteEndPoint { get; }

    /// <summary>
    /// The certificate the client showed, as <see cref="RpcHandshake.ClientCertificate"/>. It has passed what <see cref="WsRpcServerOptions.Tls"/> asks
    /// of one; <see langword="null"/> when there is none.
    /// </summary>
    public X509Certificate2? ClientCertificate { get; }
}
