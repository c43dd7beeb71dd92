using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our client and the platform's WebSocket behind Kestrel, over TLS.</summary>
public sealed class KestrelTlsServerTests : FragmentingPeerTests, IDisposable
{
    private readonly TestCertificate _certificate = new();

    public void Dispose() => _certificate.Dispose();

    private protected override async Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null)
    {
        var closed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = await KestrelServer.StartAsync(async socket => closed.SetResult(await PlatformEcho.EchoAsync(socket)), "second", compression: true, _certificate);
        return new Meeting(await Dialing.ConnectAsync(server.Url, compression, _certificate), () => closed.Task.Within(), server);
    }
}
