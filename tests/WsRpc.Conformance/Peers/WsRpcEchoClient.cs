using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>Our client.</summary>
internal sealed class WsRpcEchoClient : IEchoPeer
{
    public WebSocketRole Role => WebSocketRole.Client;

    public TimeSpan Patience => InTime.Limit;

    public Task<Encounter> MeetAsync(WebSocketLimits limits, DeflateProposal? compression = null) =>
        Encounter.WithClientAsync(url => DialAsync(url, WsRpcEcho.Options(limits, compression)), compression);

    private static async Task DialAsync(Uri url, WebSocketConnectionOptions options) =>
        await WsRpcEcho.EchoAsync(await WebSocketConnection.ConnectAsync(url, new WebSocketConnectOptions { Connection = options }));
}
