using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 6455 §5.4.</summary>
public sealed class FragmentationTests
{
    [Fact]
    public void Fragments_are_joined() =>
        Arrival.Of(Frame(0x01, "fragment1"), Frame(0x80, "fragment2")).Yields(Received.Text("fragment1fragment2"));

    [Fact]
    public void Fragments_of_one_message_do_not_reach_into_the_next() =>
        Arrival.Of(Frame(0x01, "a"), Frame(0x80, "b"), Frame(0x81, "c"), Frame(0x02, "d"), Frame(0x00, "e"), Frame(0x80, "f"))
            .Yields(Received.Text("ab"), Received.Text("c"), Received.Message(WebSocketOpcode.Binary, "def"u8.ToArray()));

    [Fact]
    public void Ping_between_fragments_is_received_first() =>
        Arrival.Of(Frame(0x01, "fragment1"), PeerFrame.Ping("ping"), Frame(0x80, "fragment2"))
            .Yields(Received.Ping("ping"u8.ToArray()), Received.Text("fragment1fragment2"));

    [Fact]
    public void Pings_between_many_fragments_are_received_in_their_places() =>
        Arrival.Of(
            Frame(0x01, "fragment1"), Frame(0x00, "fragment2"), PeerFrame.Ping("pongme 1!"),
            Frame(0x00, "fragment3"), Frame(0x00, "fragment4"), PeerFrame.Ping("pongme 2!"), Frame(0x80, "fragment5"))
            .Yields(
                Received.Ping("pongme 1!"u8.ToArray()), Received.Ping("pongme 2!"u8.ToArray()),
                Received.Text("fragment1fragment2fragment3fragment4fragment5"));

    [Theory]
    [InlineData(0x80)]
    [InlineData(0x00)]
    public void Continuation_of_nothing_fails_1002(byte continuation) =>
        Arrival.Of(Frame(continuation, "non-continuation payload"), PeerFrame.Text("Hello")).Fails(1002, "§5.4");

    [Theory]
    [InlineData(0x80)]
    [InlineData(0x00)]
    public void Continuation_after_an_unfragmented_message_fails_1002(byte continuation) =>
        Arrival.Of(PeerFrame.Text("whole"), Frame(continuation, "more")).Yields(Received.Text("whole"), Received.Violation(1002, "§5.4"));

    [Fact]
    public void Continuation_after_a_finished_message_fails_1002() =>
        Arrival.Of(Frame(0x01, "fragment1"), Frame(0x80, "fragment2"), Frame(0x00, "fragment3"), PeerFrame.Text("text"))
            .Yields(Received.Text("fragment1fragment2"), Received.Violation(1002, "§5.4"));

    [Theory]
    [InlineData(0x81)]
    [InlineData(0x01)]
    [InlineData(0x82)]
    [InlineData(0x02)]
    public void New_message_inside_a_fragmented_one_fails_1002(byte first) =>
        Arrival.Of(Frame(0x01, "fragment1"), Frame(first, "fragment2")).Fails(1002, "§5.4");

    [Fact]
    public void Empty_fragments_make_an_empty_message() =>
        Arrival.Of(Frame(0x01, ""), Frame(0x00, ""), Frame(0x80, "")).Yields(Received.Text(""));

    [Fact]
    public void Empty_fragments_around_a_payload_leave_it_as_it_is() =>
        Arrival.Of(Frame(0x01, ""), Frame(0x00, "middle frame payload"), Frame(0x80, "")).Yields(Received.Text("middle frame payload"));

    [Fact]
    public void Large_fragments_are_joined()
    {
        var payload = Enumerable.Range(0, 150_000).Select(i => (byte)(i * 7)).ToArray();
        Arrival.Of(PeerFrame.Of(0x02, payload[..70_000]), PeerFrame.Of(0x00, payload[70_000..70_001]), PeerFrame.Of(0x80, payload[70_001..]))
            .Yields(Received.Message(WebSocketOpcode.Binary, payload));
    }

    [Fact]
    public void Close_inside_a_fragmented_message_ends_it() =>
        Arrival.Of(Frame(0x01, "fragment1"), PeerFrame.Close(1000), Frame(0x80, "fragment2")).Yields(Received.Close(1000));

    private static PeerFrame Frame(byte first, string payload) => PeerFrame.Text(payload) with { First = first };
}
