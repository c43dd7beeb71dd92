using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our client and the server of node's ws.</summary>
[Needs(nameof(Tool.Node))]
public sealed class NodeServerTests(NodePeer peer) : PingingPeerTests, IClassFixture<NodePeer>
{
    private protected override Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null) => peer.AsServerAsync(compression);
}
