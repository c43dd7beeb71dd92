using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>However small a message is on the wire, its limits and its text are those of what it stands for.</summary>
public sealed class CompressedLimitTests
{
    private static readonly PerMessageDeflateOptions Agreed = new() { MinMessageBytes = 0 };

    [Fact]
    public void Message_as_large_as_the_limit_is_received() =>
        Arrival.Of(Zeros(70_000)).With(Agreed).Within(new() { MaxMessageBytes = 70_000 }).Yields(Received.Message(WebSocketOpcode.Binary, new byte[70_000]));

    [Fact]
    public void Message_one_octet_over_the_limit_fails_1009() =>
        Arrival.Of(Zeros(70_001)).With(Agreed).Within(new() { MaxMessageBytes = 70_000 }).Fails(1009, "§10.4");

    [Fact]
    public void Limit_counts_across_fragments()
    {
        var octets = Zeros(10_000).Payload;
        Arrival.Of(PeerFrame.Of(0x42, octets[..1]), PeerFrame.Of(0x00, octets[1..^1]), PeerFrame.Of(0x80, octets[^1..]))
            .With(Agreed).Within(new() { MaxMessageBytes = 9_999 }).Fails(1009, "§10.4");
    }

    [Fact]
    public void Bomb_takes_no_more_memory_than_the_limit()
    {
        var bomb = Zeros(100_000_000).Encode(WebSocketRole.Client);
        Assert.InRange(bomb.Length, 90_000, 400_000);
        using var receiver = new WebSocketReceiver(WebSocketRole.Client, new() { MaxMessageBytes = 1 << 20 }, new PerMessageDeflate(Agreed, ZlibProvider.Instance));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(receiver.TryReceive(bomb, out _, out var received));
        Assert.Equal(Received.Violation(1009, "§10.4"), Received.Copy(received));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20); // what the pool had to make while the buffer doubled
    }

    [Theory]
    [InlineData(3_023, false)]
    [InlineData(3_024, false)]
    [InlineData(3_025, true)]
    public void Data_that_comes_to_nothing_is_bounded(int octets, bool fails)
    {
        // Empty blocks without compression, to no end.
        var data = Enumerable.Range(0, octets - 1).Select(i => (i % 5) switch { 3 or 4 => (byte)0xFF, _ => (byte)0 }).Append((byte)0).ToArray();
        data[^1] = (byte)(octets % 5 is 4 or 0 ? 0xFF : 0);
        var arrival = Arrival.Of(PeerFrame.Of(0x42, data)).With(Agreed).Within(new() { MaxMessageBytes = 1000 });
        if (fails)
        {
            arrival.Fails(1009, "§10.4");
        }
        else
        {
            arrival.Yields();
        }
    }

    [Fact]
    public void Text_fails_1007_at_the_first_octet_that_is_not_utf8()
    {
        // A block without compression, so that it can be told where which octet comes out; 0x90 cannot follow 0xF4.
        var octets = Convert.FromHexString("c17e00ff" + "001400ebff" + "cebae1bdb9cf83cebcceb5" + "f4908080" + "6564697465");
        Arrival.At(WebSocketRole.Client, octets).With(Agreed).FailsAtOctet(4 + 5 + 13, 1007, "§8.1");
    }

    [Fact]
    public void Text_that_stops_inside_a_code_point_fails_1007() =>
        Arrival.Of(PeerFrame.Hex(0xC1, "000200fdff" + "cebae1"[..4] + "00"), PeerFrame.Hex(0xC1, "000100feff" + "ce" + "00")).With(Agreed)
            .Yields(Received.Text("κ"), Received.Violation(1007, "§8.1"));

    private static PeerFrame Zeros(int count)
    {
        using var sender = new WebSocketSender(WebSocketRole.Server, null, new PerMessageDeflate(Agreed with { Level = 9 }, ZlibProvider.Instance));
        sender.BeginMessage(WebSocketOpcode.Binary, count);
        sender.Write(new byte[count]);
        sender.EndMessage();
        using var sent = sender.TakePending();
        var frame = sent.Memory.Span;
        Assert.Equal(0xC2, frame[0]);
        return PeerFrame.Of(0xC2, frame[(frame[1] switch { 126 => 4, 127 => 10, _ => 2 })..].ToArray());
    }
}
