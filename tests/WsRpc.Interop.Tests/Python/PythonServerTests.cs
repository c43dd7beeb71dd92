using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our client and the server of python's websockets.</summary>
[Needs(nameof(Tool.Python))]
public sealed class PythonServerTests(PythonPeer peer) : PingingPeerTests, IClassFixture<PythonPeer>
{
    private protected override Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null) => peer.AsServerAsync(compression);
}
