using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our client and the server of node's ws, over TLS.</summary>
[Needs(nameof(Tool.Node))]
public sealed class NodeTlsServerTests(NodeTlsPeer peer) : PingingPeerTests, IClassFixture<NodeTlsPeer>
{
    private protected override Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null) => peer.AsServerAsync(compression);
}
