using System.Net.Sockets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>Our server.</summary>
internal sealed class WsRpcEchoServer : IEchoPeer
{
    public WebSocketRole Role => WebSocketRole.Server;

    public TimeSpan Patience => InTime.Limit;

    public Task<Encounter> MeetAsync(WebSocketLimits limits) => Encounter.WithServerAsync(socket => ServeAsync(socket, limits));

    public async Task ServeAsync(Socket socket, WebSocketLimits limits)
    {
        var stream = SocketIo.Default.StreamOver(socket);
        var (opening, _) = await ServerOpening.ReadAsync(stream, HandshakeLimits.Default, CancellationToken.None);
        await WsRpcEcho.EchoAsync(await opening!.AcceptAsync(null, WsRpcEcho.Options(limits), CancellationToken.None));
    }
}
