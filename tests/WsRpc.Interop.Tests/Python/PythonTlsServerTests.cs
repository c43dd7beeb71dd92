using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our client and the server of python's websockets, over TLS.</summary>
[Needs(nameof(Tool.Python))]
public sealed class PythonTlsServerTests(PythonTlsPeer peer) : PingingPeerTests, IClassFixture<PythonTlsPeer>
{
    private protected override Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null) => peer.AsServerAsync(compression);
}
