using System.Net.WebSockets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>The platform's client as a peer of our server.</summary>
internal static class PlatformClient
{
    /// <param name="compression">What our server is willing to agree to.</param>
    /// <param name="certificate">Makes them speak TLS; the client trusts it.</param>
    public static async Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression, TestCertificate? certificate = null)
    {
        using var reception = new Reception(certificate);
        var dialing = DialAsync(reception.Url, certificate);
        var (connection, _) = await reception.AcceptAsync(compression).Within();
        return new Meeting(connection, () => dialing.Within());
    }

    private static async Task<string> DialAsync(Uri url, TestCertificate? certificate)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("first");
        socket.Options.AddSubProtocol("second");
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        socket.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate?.Certificate.GetCertHashString();
        await socket.ConnectAsync(url, CancellationToken.None);
        return await PlatformEcho.EchoAsync(socket);
    }
}
