using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our server and the client of python's websockets.</summary>
[Needs(nameof(Tool.Python))]
public sealed class PythonClientTests(PythonPeer peer) : PingingPeerTests, IClassFixture<PythonPeer>
{
    private protected override Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null) => peer.AsClientAsync(compression);
}
