using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our server and the client of python's websockets, over TLS.</summary>
[Needs(nameof(Tool.Python))]
public sealed class PythonTlsClientTests(PythonTlsPeer peer) : PingingPeerTests, IClassFixture<PythonTlsPeer>
{
    private protected override Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null) => peer.AsClientAsync(compression);
}
