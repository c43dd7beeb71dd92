using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our server and the client of node's ws, over TLS.</summary>
[Needs(nameof(Tool.Node))]
public sealed class NodeTlsClientTests(NodeTlsPeer peer) : PingingPeerTests, IClassFixture<NodeTlsPeer>
{
    private protected override Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null) => peer.AsClientAsync(compression);
}
