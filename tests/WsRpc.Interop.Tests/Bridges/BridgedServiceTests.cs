using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>samples/TcpBridge in front of a TCP service that others wrote: nginx, which is spoken to in HTTP through a WebSocket.</summary>
[Needs(nameof(Tool.Nginx))]
public sealed class BridgedServiceTests
{
    private const int Requests = 60;

    [PeerFact]
    public async Task Requests_in_a_row_are_answered_in_order_and_to_the_last_octet()
    {
        await using var nginx = await RunningProxy.StartAsync(
            Tool.Nginx, "Proxies/nginx.conf", NginxSite.Arguments, new Dictionary<string, string> { ["echo"] = "9", ["rpc"] = "9", ["tls"] = "" });
        await using var bridge = new RunningBridge(nginx.Port);
        await using var client = await WebSocketConnection.ConnectAsync(bridge.Url, new() { Subprotocols = ["binary"], Proxy = null }).Within();
        for (var i = 1; i <= Requests; i++)
        {
            var last = i == Requests ? "Connection: close\r\n" : "";
            await client.SendAsync(WebSocketOpcode.Binary, Encoding.ASCII.GetBytes($"GET /configuration?{i} HTTP/1.1\r\nHost: localhost\r\n{last}\r\n")).AsTask().Within();
        }

        var answers = new MemoryStream();
        while (await client.ReceiveAsync().Within() is { IsClose: false } message)
        {
            Assert.Equal(WebSocketOpcode.Binary, message.Type);
            answers.Write(message.Payload.Span);
        }

        Assert.Equal(1000, client.Closed!.Code);
        var text = Encoding.UTF8.GetString(answers.ToArray());
        Assert.Equal(Requests, text.Split("HTTP/1.1 200 OK\r\n").Length - 1);
        Assert.Equal(Requests, text.Split($"listen 127.0.0.1:{nginx.Port};").Length - 1);
        Assert.EndsWith("}\n", text);
    }
}
