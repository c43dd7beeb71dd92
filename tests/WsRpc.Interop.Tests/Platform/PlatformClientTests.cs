using System.Net.WebSockets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our server and the platform's client.</summary>
public sealed class PlatformClientTests : FragmentingPeerTests
{
    private protected override async Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null)
    {
        using var reception = new Reception();
        var dialing = DialAsync(reception.Url);
        var (connection, _) = await reception.AcceptAsync(compression).Within();
        return new Meeting(connection, () => dialing.Within());
    }

    private static async Task<string> DialAsync(Uri url)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("first");
        socket.Options.AddSubProtocol("second");
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await socket.ConnectAsync(url, CancellationToken.None);
        return await PlatformEcho.EchoAsync(socket);
    }
}
