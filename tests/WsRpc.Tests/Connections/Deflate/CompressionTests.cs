using System.Text;
using WsRpc.Protocol.WebSocket;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Connections;

/// <summary>Connections that have agreed to compress their messages.</summary>
public sealed class CompressionTests
{
    private static readonly PerMessageDeflateOptions Willing = new() { MinMessageBytes = 0 };

    [Theory, DeflateProviders]
    public async Task Messages_arrive_as_they_were_sent(bool fallback)
    {
        var options = new WebSocketConnectionOptions { Compression = Willing, DeflateProvider = DeflateProvidersAttribute.Of(fallback) };
        var (client, server) = WebSocketConnection.CreateInMemoryPair(options: options);
        foreach (var (from, to) in new[] { (client, server), (server, client) })
        {
            foreach (var length in new[] { 0, 1, 5, 1000, 100_000, 1_000_000 })
            {
                var payload = Octets.Make(length, seed: length);
                var sending = from.SendAsync(WebSocketOpcode.Binary, payload).AsTask();
                Assert.Equal(payload, (await to.ReceiveAsync().Within()).Payload.ToArray());
                await sending.Within();
                var text = string.Concat(Enumerable.Range(0, length / 10));
                sending = from.SendTextAsync(text).AsTask();
                Assert.Equal(text, Encoding.UTF8.GetString((await to.ReceiveAsync().Within()).Payload.Span));
                await sending.Within();
            }
        }

        await Task.WhenAll(client.CloseAsync(), server.CloseAsync()).Within();
    }

    [Fact]
    public async Task Message_that_must_not_be_compressed_travels_as_it_is()
    {
        var stream = new ScriptedStream();
        await using var connection = Server(stream);
        await connection.SendAsync(WebSocketOpcode.Text, "Hello"u8.ToArray(), compress: false);
        await connection.SendAsync(WebSocketOpcode.Text, "Hello"u8.ToArray());
        await stream.HasWritten([0x81, 0x05, .. "Hello"u8, 0xC1, 0x07, 0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]);
        connection.Abort();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Large_message_of_a_server_is_compressed_though_it_could_leave_from_where_it_lies(SocketKind kind)
    {
        using var sockets = await SocketPair.ConnectAsync(kind);
        var connection = Server(sockets.Stream);
        await connection.SendAsync(WebSocketOpcode.Binary, new byte[1_000_000]).Within();
        await connection.SendAsync(WebSocketOpcode.Binary, new byte[1_000_000], compress: false).Within();
        var head = new byte[4];
        await sockets.Peer.ReceiveAsync(head).Within();
        Assert.Equal((0xC2, 126), (head[0], head[1]));
        var compressed = new byte[(head[2] << 8) + head[3]];
        await sockets.Peer.ReceiveAsync(compressed).Within();
        await sockets.Peer.ReceiveAsync(head).Within();
        Assert.Equal((0x82, 127), (head[0], head[1]));
        connection.Abort();
    }

    [Fact]
    public async Task Peer_that_sends_malformed_data_is_told_1007()
    {
        var stream = new ScriptedStream();
        await using var connection = WebSocketConnection.FromStream(
            stream, WebSocketRole.Client, compression: new PerMessageDeflate(Willing, ZlibProvider.Instance));
        stream.Arrives(0xC1, 0x03, 0xFF, 0xFF, 0xFF);
        Assert.True((await connection.ReceiveAsync().Within()).IsClose);
        Assert.Equal((1007, "The compressed data of a message is malformed (RFC 7692 §7.2.2)"), (connection.Closed!.Code, connection.Closed.Reason));
    }

    [Fact]
    public async Task Senders_at_the_same_time_share_one_context()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair(options: new() { Compression = Willing });
        var senders = Enumerable.Range(0, 8).Select(sender => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await client.SendAsync(WebSocketOpcode.Text, Encoding.ASCII.GetBytes($"{sender}: message {i} {new string('x', i * 10)}"), compress: i % 3 > 0);
            }
        })).ToArray();

        var next = new int[8];
        for (var i = 0; i < 800; i++)
        {
            var text = Encoding.ASCII.GetString((await server.ReceiveAsync().Within()).Payload.Span);
            var sender = text[0] - '0';
            Assert.Equal($"{sender}: message {next[sender]} {new string('x', next[sender]++ * 10)}", text);
        }

        await Task.WhenAll(senders).Within();
        await Task.WhenAll(client.CloseAsync(), server.CloseAsync()).Within();
    }

    [Theory]
    [InlineData(true, true, "permessage-deflate")]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    public async Task Ends_agree_only_where_both_want_to(bool clientWants, bool serverWants, string? agreed)
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc", options => options.Compression = serverWants ? Willing : null);
        server.AddService<IProbe>(new Probe());
        await server.StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(server.Url, options => options.Compression = clientWants ? Willing : null);
        Assert.Equal(agreed, client.Handshake.Headers.GetValueOrDefault("Sec-WebSocket-Extensions"));
        Assert.Equal("Hello Hello Hello ", await client.GetProxy<IProbe>().SayAsync("Hello ", 3).Within());
    }

    [Theory]
    [InlineData("permessage-deflate; server_max_window_bits=7")]
    [InlineData("permessage-deflate; unknown")]
    [InlineData("permessage-deflate; client_max_window_bits")]
    public async Task Answer_that_does_not_fit_the_offer_is_no_connection(string answer)
    {
        using var server = new RawServer();
        var connecting = WsRpcClient.ConnectAsync(server.Url, options => options.Compression = Willing);
        using var connection = await server.Accepts();
        var request = await connection.ReceivesUntil("\r\n\r\n");
        Assert.Contains("\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n", request);
        var key = request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
        await connection.Sends(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {WebSocketAccept.Compute(key)}\r\n" +
            $"Sec-WebSocket-Extensions: {answer}\r\n\r\n");
        var failure = await Assert.ThrowsAsync<RpcConnectFailedException>(() => connecting.Within());
        Assert.Contains("permessage-deflate that does not fit the offer", failure.Message);
    }

    private static WebSocketConnection Server(Stream stream) =>
        WebSocketConnection.FromStream(stream, WebSocketRole.Server, compression: new PerMessageDeflate(Willing, ZlibProvider.Instance));
}
