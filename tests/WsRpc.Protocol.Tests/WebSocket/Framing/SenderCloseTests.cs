using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 6455 §5.5.1, the sending side.</summary>
public sealed class SenderCloseTests
{
    [Fact]
    public void Close_carries_code_and_reason() => AssertCloses(1000, "bye", [0x88, 5, 0x03, 0xE8, .. "bye"u8]);

    [Fact]
    public void Close_without_status_is_empty() => AssertCloses(1005, "not sent", [0x88, 0]);

    [Fact]
    public void Long_reason_is_cut_to_123_octets() =>
        AssertCloses(4999, new string('x', 200), [0x88, 125, 0x13, 0x87, .. Encoding.UTF8.GetBytes(new string('x', 123))]);

    [Theory]
    [InlineData("ä", 122)]
    [InlineData("€", 123)]
    [InlineData("😀", 120)]
    public void Reason_is_cut_behind_a_whole_code_point(string codePoint, int octets)
    {
        var reason = string.Concat(Enumerable.Repeat(codePoint, 100));
        var kept = Encoding.UTF8.GetBytes(reason)[..octets];
        AssertCloses(1011, reason, [0x88, (byte)(octets + 2), 0x03, 0xF3, .. kept]);
    }

    [Fact]
    public void Lone_surrogate_in_the_reason_is_replaced() => AssertCloses(1000, "a\uD800b", [0x88, 7, 0x03, 0xE8, .. "a\uFFFDb"u8]);

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(5000)]
    [InlineData(66_536)]
    public void Code_that_must_not_appear_is_refused(int code)
    {
        using var sender = new WebSocketSender(WebSocketRole.Server, null);
        Assert.Throws<ArgumentOutOfRangeException>(() => sender.WriteClose(code, ""));
        Assert.Equal(0, sender.PendingBytes);
    }

    [Fact]
    public void No_frame_may_follow_the_close()
    {
        using var sender = new WebSocketSender(WebSocketRole.Server, null);
        sender.WriteClose(1000, "");
        Assert.Throws<InvalidOperationException>(() => sender.BeginMessage(WebSocketOpcode.Text));
        Assert.Throws<InvalidOperationException>(() => sender.WritePing([]));
        Assert.Throws<InvalidOperationException>(() => sender.WritePong([]));
        Assert.Throws<InvalidOperationException>(() => sender.WriteClose(1000, ""));
        Assert.Equal(4, sender.PendingBytes);
    }

    [Fact]
    public void Close_between_fragments_leaves_the_message_unfinished()
    {
        using var sender = new WebSocketSender(WebSocketRole.Server, null);
        sender.BeginMessage(WebSocketOpcode.Text);
        sender.EndFragment();
        sender.WriteClose(1001, "");
        Assert.False(sender.InMessage);
        Assert.Throws<InvalidOperationException>(() => sender.Write([1]));
        using var sent = sender.TakePending();
        Assert.Equal([0x01, 0, 0x88, 2, 0x03, 0xE9], sent.Memory.ToArray());
    }

    private static void AssertCloses(int code, string reason, byte[] expected)
    {
        using var sender = new WebSocketSender(WebSocketRole.Server, null);
        sender.WriteClose(code, reason);
        using var sent = sender.TakePending();
        Assert.Equal(expected, sent.Memory.ToArray());
    }
}
