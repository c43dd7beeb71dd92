using System.Diagnostics.CodeAnalysis;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>The paths of a server, and whose pages get there.</summary>
internal sealed class EndpointTable(IReadOnlyDictionary<string, WsRpcEndpoint> endpoints, OriginPolicy origins)
{
    private static readonly HandshakeRejection UnknownPath = new(404, "Nothing is served at this path.");

    private static readonly HandshakeRejection ForeignOrigin = new(403, "Pages of this origin may not connect here.");

    /// <summary>Finds the endpoint a request asks for, whether it asks for a WebSocket or not.</summary>
    public bool TryFind(HttpRequestHead request, [NotNullWhen(true)] out WsRpcEndpoint? endpoint, [NotNullWhen(false)] out HandshakeRejection? rejection)
    {
        rejection = endpoints.TryGetValue(request.Path, out endpoint) ? null : UnknownPath;
        return endpoint is not null;
    }

    /// <summary>Says why the page behind a request may not have its endpoint, if so.</summary>
    public bool TryAdmit(UpgradeRequest request, bool isSecure, [NotNullWhen(false)] out HandshakeRejection? rejection)
    {
        rejection = origins.Allows(request, isSecure) ? null : ForeignOrigin;
        return rejection is null;
    }
}
