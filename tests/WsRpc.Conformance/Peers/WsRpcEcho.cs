using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>What our server and our client do once the connection is open.</summary>
internal static class WsRpcEcho
{
    /// <summary>An end that only comes because the closing handshake is given up comes too late for any test.</summary>
    public static WebSocketConnectionOptions Options(WebSocketLimits limits, DeflateProposal? compression) => new()
    {
        Limits = limits,
        CloseTimeout = TimeSpan.FromMinutes(5),
        Compression = compression is null ? null : new PerMessageDeflateOptions { MinMessageBytes = 0 }, // the smallest cases have 16 octets
    };

    public static async Task EchoAsync(WebSocketConnection connection)
    {
        while (await connection.ReceiveAsync() is { IsClose: false } message)
        {
            await connection.SendAsync(message.Type, message.Payload);
        }
    }
}
