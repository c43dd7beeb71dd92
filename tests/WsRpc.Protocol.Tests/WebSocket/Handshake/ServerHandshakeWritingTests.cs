using System.Buffers;
using System.Text;
using WsRpc.Protocol.WebSocket;
using static WsRpc.Protocol.Tests.WebSocket.Heads;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class ServerHandshakeWritingTests
{
    private readonly ArrayBufferWriter<byte> _output = new();

    private string Written => Encoding.Latin1.GetString(_output.WrittenSpan);

    [Fact]
    public void The_example_of_the_RFC_is_answered_as_there()
    {
        ServerHandshake.WriteAccept(_output, Upgrade(), "chat");

        Assert.Equal(RfcResponse, Written);
    }

    [Fact]
    public void Without_a_subprotocol_none_is_named()
    {
        ServerHandshake.WriteAccept(_output, Upgrade(), null);

        Assert.Equal(
            "HTTP/1.1 101 Switching Protocols\r\n" +
            "Upgrade: websocket\r\n" +
            "Connection: Upgrade\r\n" +
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" +
            "\r\n",
            Written);
    }

    [Fact]
    public void Extra_headers_follow()
    {
        ServerHandshake.WriteAccept(_output, Upgrade(), null, [new("Sec-WebSocket-Extensions", "permessage-deflate"), new("X-Name", "J\xf6rg")]);

        Assert.EndsWith("xOo=\r\nSec-WebSocket-Extensions: permessage-deflate\r\nX-Name: J\xf6rg\r\n\r\n", Written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("CHAT")]
    [InlineData("")]
    public void A_subprotocol_that_was_not_offered_is_refused(string subprotocol) => AssertThrows(() => ServerHandshake.WriteAccept(_output, Upgrade(), subprotocol));

    [Theory]
    [InlineData("X", "a\r\nSet-Cookie: b")]
    [InlineData("X", "a\rb")]
    [InlineData("X", "a\nb")]
    [InlineData("X", "a\0b")]
    [InlineData("X", "\u0141")]
    [InlineData("X", "\u560a")]
    [InlineData("X", null)]
    [InlineData("X:", "a")]
    [InlineData("X\r\nY", "a")]
    [InlineData("", "a")]
    [InlineData(null, "a")]
    public void An_injected_header_is_refused(string? name, string? value)
    {
        HttpHeader header = new(name!, value!);

        AssertThrows(() => ServerHandshake.WriteAccept(_output, Upgrade(), null, [new("Fine", "yes"), header]));
        AssertThrows(() => ServerHandshake.WriteRejection(_output, new HandshakeRejection(403, "No.") { Headers = [header] }));
    }

    [Theory]
    [InlineData("upgrade")]
    [InlineData("Connection")]
    [InlineData("Sec-WebSocket-Accept")]
    [InlineData("Sec-WebSocket-Protocol")]
    [InlineData("Content-Length")]
    [InlineData("Transfer-Encoding")]
    public void A_header_of_the_handshake_is_not_an_extra_one(string name) =>
        AssertThrows(() => ServerHandshake.WriteAccept(_output, Upgrade(), null, [new(name, "a")]));

    [Fact]
    public void A_rejection_is_a_page_of_plain_text()
    {
        ServerHandshake.TryValidate(AssertRequest("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), out _, out var rejection);
        ServerHandshake.WriteRejection(_output, rejection!);

        Assert.Equal(
            "HTTP/1.1 426 Upgrade Required\r\n" +
            "Upgrade: websocket\r\n" +
            "Connection: Upgrade\r\n" +
            "Sec-WebSocket-Version: 13\r\n" +
            "Content-Type: text/plain; charset=utf-8\r\n" +
            "Content-Length: 30\r\n" +
            "Connection: close\r\n" +
            "\r\n" +
            "This is a WebSocket endpoint.\n",
            Written);
    }

    [Fact]
    public void The_length_of_a_page_is_counted_in_octets()
    {
        ServerHandshake.WriteRejection(_output, new HandshakeRejection(499, "N\u00f6\r\nX: y"));

        Assert.Equal(
            "HTTP/1.1 499 \r\n" +
            "Content-Type: text/plain; charset=utf-8\r\n" +
            "Content-Length: 10\r\n" +
            "Connection: close\r\n" +
            "\r\n" +
            "N\xc3\xb6\r\nX: y\n",
            Written);
    }

    [Fact]
    public void An_answer_without_its_page_still_tells_its_length()
    {
        ServerHandshake.WriteRejection(_output, new HandshakeRejection(404, "Nothing."), omitPage: true);

        Assert.Equal(
            "HTTP/1.1 404 Not Found\r\n" +
            "Content-Type: text/plain; charset=utf-8\r\n" +
            "Content-Length: 9\r\n" +
            "Connection: close\r\n" +
            "\r\n",
            Written);
    }

    [Theory]
    [InlineData(101)]
    [InlineData(200)]
    [InlineData(299)]
    [InlineData(600)]
    public void A_rejection_does_not_say_yes(int status) => AssertThrows(() => ServerHandshake.WriteRejection(_output, new HandshakeRejection(status, "No.")));

    [Theory]
    [InlineData("Content-Length")]
    [InlineData("content-type")]
    [InlineData("Transfer-Encoding")]
    public void A_rejection_does_not_describe_its_own_page(string name) =>
        AssertThrows(() => ServerHandshake.WriteRejection(_output, new HandshakeRejection(403, "No.") { Headers = [new(name, "1")] }));

    private static UpgradeRequest Upgrade()
    {
        Assert.True(ServerHandshake.TryValidate(AssertRequest(RfcRequest), out var upgrade, out _));
        return upgrade;
    }

    private void AssertThrows(Action write)
    {
        Assert.ThrowsAny<ArgumentException>(write);
        Assert.Equal(0, _output.WrittenCount);
    }
}
