using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our server and the platform's client, over TLS.</summary>
public sealed class PlatformTlsClientTests : FragmentingPeerTests, IDisposable
{
    private readonly TestCertificate _certificate = new();

    public void Dispose() => _certificate.Dispose();

    private protected override Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null) => PlatformClient.MeetAsync(compression, _certificate);
}
