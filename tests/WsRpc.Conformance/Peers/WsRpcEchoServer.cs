using System.Net.Sockets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>Our server.</summary>
internal sealed class WsRpcEchoServer : IEchoPeer
{
    public WebSocketRole Role => WebSocketRole.Server;

    public TimeSpan Patience => InTime.Limit;

    public Task<Encounter> MeetAsync(WebSocketLimits limits, DeflateProposal? compression = null) =>
        Encounter.WithServerAsync(socket => ServeAsync(socket, limits, compression), compression);

    public async Task ServeAsync(Socket socket, WebSocketLimits limits, DeflateProposal? compression = null)
    {
        var stream = SocketIo.Default.StreamOver(socket);
        var (opening, _) = await ServerOpening.ReadAsync(stream, HandshakeLimits.Default, CancellationToken.None);
        await WsRpcEcho.EchoAsync(await opening!.AcceptAsync(null, WsRpcEcho.Options(limits, compression), CancellationToken.None));
    }
}
