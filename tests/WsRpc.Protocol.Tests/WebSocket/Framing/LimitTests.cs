using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 6455 §10.4: what a peer may send is bounded, and its word sizes no allocation.</summary>
public sealed class LimitTests
{
    private static readonly WebSocketLimits Ten = new() { MaxMessageBytes = 10 };

    [Fact]
    public void Message_of_just_the_limit_is_received() =>
        Arrival.Of(PeerFrame.Text("0123456789")).Within(Ten).Yields(Received.Text("0123456789"));

    [Fact]
    public void Message_over_the_limit_fails_1009_at_its_header() =>
        Arrival.At(WebSocketRole.Client, "82 0b").Within(Ten).FailsAtOctet(2, 1009, "§10.4");

    [Fact]
    public void Fragments_over_the_limit_together_fail_1009_at_the_header_that_says_so() =>
        Arrival.At(WebSocketRole.Client, "02 06 00 01 02 03 04 05 89 01 ff 80 05").Within(Ten).FailsAtOctet(13, 1009, "§10.4");

    [Fact]
    public void Fragments_of_just_the_limit_are_received() =>
        Arrival.Of(PeerFrame.Of(0x02, new byte[6]), PeerFrame.Of(0x00, new byte[4]), PeerFrame.Of(0x80)).Within(Ten)
            .Yields(Received.Message(WebSocketOpcode.Binary, new byte[10]));

    [Fact]
    public void Each_message_has_the_whole_limit() =>
        Arrival.Of(PeerFrame.Text("0123456789"), PeerFrame.Text("0123456789")).Within(Ten)
            .Yields(Received.Text("0123456789"), Received.Text("0123456789"));

    [Fact]
    public void Control_frames_do_not_count_against_the_message_limit() =>
        Arrival.Of(PeerFrame.Of(0x02, new byte[6]), PeerFrame.Of(0x89, new byte[125]), PeerFrame.Of(0x80, new byte[4])).Within(Ten)
            .Yields(Received.Ping(new byte[125]), Received.Message(WebSocketOpcode.Binary, new byte[10]));

    [Theory]
    [InlineData("82 7f 00 00 00 00 00 40 00 01")]
    [InlineData("82 7f 00 00 00 00 80 00 00 00")]
    [InlineData("82 7f 00 00 00 01 00 00 00 00")]
    [InlineData("82 7f 7f ff ff ff ff ff ff ff")]
    public void Length_over_the_default_limit_fails_1009(string header) =>
        Arrival.At(WebSocketRole.Client, header).FailsAtOctet(10, 1009, "§10.4");

    [Fact]
    public void Lengths_whose_sum_overflows_fail_1009() =>
        Arrival.At(WebSocketRole.Client, "02 01 00 80 7f 7f ff ff ff ff ff ff ff").FailsAtOctet(13, 1009, "§10.4");

    [Fact]
    public void One_fragment_too_many_fails_1008() =>
        Arrival.Of(PeerFrame.Of(0x02), PeerFrame.Of(0x00), PeerFrame.Of(0x89), PeerFrame.Of(0x00), PeerFrame.Of(0x80))
            .Within(new WebSocketLimits { MaxFragments = 3 })
            .Yields(Received.Ping(), Received.Violation(1008, "§10.4"));

    [Fact]
    public void Fragments_of_just_the_limit_in_number_are_received_in_every_message() =>
        Arrival.Of(PeerFrame.Of(0x02, 1), PeerFrame.Of(0x80, 2), PeerFrame.Of(0x02, 3), PeerFrame.Of(0x80, 4))
            .Within(new WebSocketLimits { MaxFragments = 2 })
            .Yields(Received.Message(WebSocketOpcode.Binary, 1, 2), Received.Message(WebSocketOpcode.Binary, 3, 4));

    [Fact]
    public void Many_one_octet_fragments_take_memory_for_their_octets_only()
    {
        const int Fragments = 65_537;
        var firsts = Enumerable.Range(0, Fragments).Select(i => (byte)(i == 0 ? 0x02 : i == Fragments - 1 ? 0x80 : 0x00));
        var octets = firsts.SelectMany((first, i) => new byte[] { first, 1, (byte)i }).ToArray();
        using var receiver = new WebSocketReceiver(WebSocketRole.Client, new WebSocketLimits { MaxFragments = Fragments });
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.True(receiver.TryReceive(octets, out var consumed, out var received));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512 * 1024);
        Assert.Equal(octets.Length, consumed);
        Assert.Equal(Enumerable.Range(0, Fragments).Select(i => (byte)i), received.Payload.ToArray());
    }

    [Fact]
    public void Announced_octets_that_do_not_arrive_take_no_memory()
    {
        using var receiver = new WebSocketReceiver(WebSocketRole.Client, WebSocketLimits.Default);
        byte[] octets = [0x02, 0x7F, 0, 0, 0, 0, 0, 0x40, 0, 0, 1]; // 4 MiB announced, one octet there
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.False(receiver.TryReceive(octets, out _, out _));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void Limits_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebSocketLimits { MaxMessageBytes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebSocketLimits { MaxMessageBytes = int.MaxValue });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebSocketLimits { MaxFragments = 0 });
    }

    [Fact]
    public void Default_limits_are_as_documented() => Assert.Equal(
        (4 * 1024 * 1024, 16_384), (WebSocketLimits.Default.MaxMessageBytes, WebSocketLimits.Default.MaxFragments));
}
