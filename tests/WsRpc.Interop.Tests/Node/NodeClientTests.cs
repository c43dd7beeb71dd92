using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our server and the client of node's ws.</summary>
[Needs(nameof(Tool.Node))]
public sealed class NodeClientTests(NodePeer peer) : PingingPeerTests, IClassFixture<NodePeer>
{
    private protected override Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null) => peer.AsClientAsync(compression);
}
