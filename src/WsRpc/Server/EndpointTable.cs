using System.Diagnostics.CodeAnalysis;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>The paths of a server, and whose requests get there.</summary>
internal sealed class EndpointTable(IReadOnlyDictionary<string, WsRpcEndpoint> endpoints, ICollection<string> allowedOrigins)
{
    /// <summary>Finds the endpoint a request asks for, or says why it may not have it.</summary>
    public bool TryRoute(UpgradeRequest request, [NotNullWhen(true)] out WsRpcEndpoint? endpoint, [NotNullWhen(false)] out HandshakeRejection? rejection)
    {
        rejection = null;
        if (!endpoints.TryGetValue(request.Head.Path, out endpoint))
        {
            rejection = new HandshakeRejection(404, "Nothing is served at this path.");
        }
        else if (!IsOriginAllowed(request))
        {
            rejection = new HandshakeRejection(403, "Pages of this origin may not connect here.");
        }

        return rejection is null;
    }

    // Browsers let any page open a WebSocket anywhere and only say whose page it is (RFC 6455 §10.2).
    private bool IsOriginAllowed(UpgradeRequest request) =>
        ServerHandshake.IsSameOrigin(request) || allowedOrigins.Contains(request.Origin!) || allowedOrigins.Contains("*");
}
