using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>A client's view of the answer to its offer (RFC 7692 §5.1, §7.1), over a socket.</summary>
public sealed class CompressionAnswerTests
{
    [Theory]
    [InlineData("permessage-deflate; unknown")]
    [InlineData("permessage-deflate; client_max_window_bits")] // without a value in offers only
    [InlineData("permessage-deflate; client_max_window_bits=7")]
    [InlineData("permessage-deflate; client_max_window_bits=16")]
    [InlineData("permessage-deflate; server_max_window_bits=16")]
    [InlineData("permessage-deflate; server_max_window_bits=015")]
    [InlineData("permessage-deflate; server_max_window_bits=9; server_max_window_bits=9")]
    [InlineData("permessage-deflate; server_no_context_takeover=1")]
    [InlineData("permessage-deflate", "permessage-deflate; server_no_context_takeover; server_max_window_bits=10; client_max_window_bits=12")]
    [InlineData("permessage-deflate; server_no_context_takeover; server_max_window_bits=11", "permessage-deflate; server_no_context_takeover; server_max_window_bits=10; client_max_window_bits=12")]
    [InlineData("permessage-deflate, permessage-deflate")]
    [InlineData("permessage-deflate, x-other")]
    public async Task Answer_that_does_not_fit_opens_nothing_and_ends_the_connection(string answer, string? offer = null)
    {
        var compression = offer is null ? new PerMessageDeflateOptions() : new() { ServerContextTakeover = false, ServerMaxWindowBits = 10, ClientMaxWindowBits = 12 };
        using var loopback = new Loopback();
        var connecting = WebSocketConnection.ConnectAsync(loopback.Url, new WebSocketConnectOptions { Connection = new() { Compression = compression } });
        using var socket = await loopback.AcceptAsync();
        var octets = new SocketOctets(socket);
        var request = await octets.ReadHeadAsync().Within();
        Assert.Equal(offer ?? "permessage-deflate; client_max_window_bits", OpeningHandshake.Field(request, "Sec-WebSocket-Extensions"));
        await socket.SendAsync(Encoding.ASCII.GetBytes(OpeningHandshake.Response(request, $"Sec-WebSocket-Extensions: {answer}\r\n"))).Within();
        await Assert.ThrowsAsync<WebSocketConnectException>(() => connecting.Within());
        Assert.Equal(0, await octets.ReadAsync(new byte[1]).Within());
    }
}
