using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>Messages whose payload goes out from elsewhere.</summary>
public sealed class SenderHeaderTests : IDisposable
{
    private readonly WebSocketSender _server = new(WebSocketRole.Server, maskKeys: null);

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(5, "81 05")]
    [InlineData(126, "81 7e 00 7e")]
    [InlineData(65_536, "81 7f 00 00 00 00 00 01 00 00")]
    public void Header_stands_alone_or_behind_what_is_pending(int length, string header)
    {
        using (var alone = _server.TakePendingWithHeader(WebSocketOpcode.Text, length))
        {
            Assert.Equal(header.Replace(" ", ""), Convert.ToHexStringLower(alone.Memory.Span));
        }

        _server.WritePong([]);
        using var behind = _server.TakePendingWithHeader(WebSocketOpcode.Text, length);
        Assert.Equal("8a00" + header.Replace(" ", ""), Convert.ToHexStringLower(behind.Memory.Span));
    }

    [Fact]
    public void Header_cannot_stand_in_a_message_or_behind_a_Close_frame_or_at_a_client()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _server.TakePendingWithHeader(WebSocketOpcode.Ping, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _server.TakePendingWithHeader(WebSocketOpcode.Text, -1));
        _server.BeginMessage(WebSocketOpcode.Text);
        Assert.Throws<InvalidOperationException>(() => _server.TakePendingWithHeader(WebSocketOpcode.Text, 1));
        _server.AbandonMessage();
        _server.WriteClose(1000, "");
        Assert.Throws<InvalidOperationException>(() => _server.TakePendingWithHeader(WebSocketOpcode.Text, 1));
        using var client = new WebSocketSender(WebSocketRole.Client, new KeySequence());
        Assert.Throws<InvalidOperationException>(() => client.TakePendingWithHeader(WebSocketOpcode.Text, 1));
        Assert.Equal(0, client.PendingBytes);
    }

    [Theory]
    [InlineData(0, "0102030405")]
    [InlineData(1, "02030405")]
    [InlineData(2, "030405")]
    [InlineData(4, "05")]
    [InlineData(5, "")]
    public void Rest_of_two_pieces_begins_behind_what_was_sent(int sent, string rest)
    {
        using var octets = OutgoingOctets.CopyOf([1, 2], [3, 4, 5], sent);
        Assert.Equal(rest, Convert.ToHexString(octets.Memory.Span));
    }
}
