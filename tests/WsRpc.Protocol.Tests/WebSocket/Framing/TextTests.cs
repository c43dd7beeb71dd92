using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 6455 §8.1: a text is UTF-8, and a receiver need not wait for its end to say that it is not.</summary>
public sealed class TextTests
{
    private const string Kosme = "cebae1bdb9cf83cebcceb5";
    private const string Edited = "656469746564";

    [Theory]
    [MemberData(nameof(Utf8Vectors.Valid), MemberType = typeof(Utf8Vectors))]
    public void Valid_text_is_received(string name, string text)
    {
        _ = name;
        var octets = Convert.FromHexString(text);
        Arrival.Of(PeerFrame.Of(0x81, octets)).Yields(Received.Message(WebSocketOpcode.Text, octets));
        Arrival.Of(OneOctetFragments(text)).Yields(Received.Message(WebSocketOpcode.Text, octets));
    }

    [Theory]
    [MemberData(nameof(Utf8Vectors.Invalid), MemberType = typeof(Utf8Vectors))]
    public void Invalid_text_fails_1007(string name, string text)
    {
        _ = name;
        Arrival.Of(PeerFrame.Hex(0x81, text)).Fails(1007, "§8.1");
        Arrival.Of(OneOctetFragments(text)).Fails(1007, "§8.1");
    }

    [Theory]
    [MemberData(nameof(Utf8Vectors.Invalid), MemberType = typeof(Utf8Vectors))]
    public void The_same_octets_are_fine_as_binary(string name, string data)
    {
        _ = name;
        Arrival.Of(PeerFrame.Hex(0x82, data)).Yields(Received.Message(WebSocketOpcode.Binary, Convert.FromHexString(data)));
    }

    [Fact]
    public void Text_cut_on_a_code_point_is_received() =>
        Arrival.Of(PeerFrame.Text("Hello-µ@ßöä") with { First = 0x01 }, PeerFrame.Text("üàá-UTF-8!!") with { First = 0x80 })
            .Yields(Received.Text("Hello-µ@ßöäüàá-UTF-8!!"));

    [Fact]
    public void Surrogate_inside_a_text_fails_1007() => Arrival.Of(PeerFrame.Hex(0x81, Kosme + "eda080" + Edited)).Fails(1007, "§8.1");

    [Fact]
    public void Invalid_text_fails_at_its_first_bad_octet_inside_an_incomplete_frame()
    {
        var frame = PeerFrame.Hex(0x81, Kosme + "f4908080" + Edited);
        Arrival.At(WebSocketRole.Client, frame.Encode(WebSocketRole.Client)).FailsAtOctet(2 + 13, 1007, "§8.1");
        Arrival.At(WebSocketRole.Server, frame.Encode(WebSocketRole.Server)).FailsAtOctet(6 + 13, 1007, "§8.1");
    }

    [Theory]
    [InlineData("f4", "908080")]
    [InlineData("f490", "8080")]
    [InlineData("", "f4908080")]
    public void Invalid_text_fails_at_its_first_bad_octet_in_any_fragment(string begun, string rest)
    {
        PeerFrame[] frames = [PeerFrame.Hex(0x01, Kosme + begun), PeerFrame.Hex(0x00, rest), PeerFrame.Hex(0x80, Edited)];
        var badAt = (Kosme.Length / 2) + 2;
        var headers = badAt > (Kosme.Length + begun.Length) / 2 ? 4 : 2;
        Arrival.At(WebSocketRole.Client, [.. frames.SelectMany(frame => frame.Encode(WebSocketRole.Client))])
            .FailsAtOctet(headers + badAt, 1007, "§8.1");
    }

    [Theory]
    [InlineData("c0", 1)]
    [InlineData("c1", 1)]
    [InlineData("80", 1)]
    [InlineData("f5", 1)]
    [InlineData("ff", 1)]
    [InlineData("e080", 2)]
    [InlineData("e09f", 2)]
    [InlineData("eda0", 2)]
    [InlineData("f080", 2)]
    [InlineData("f08f", 2)]
    [InlineData("f490", 2)]
    [InlineData("c241c2", 2)]
    [InlineData("e28241", 3)]
    [InlineData("f09f9841", 4)]
    public void Impossible_octet_fails_1007_at_once(string text, int badOctet) =>
        Arrival.At(WebSocketRole.Client, [0x81, 0x7D, .. Convert.FromHexString(text)]).FailsAtOctet(2 + badOctet, 1007, "§8.1");

    [Fact]
    public void Sequence_left_open_by_one_message_does_not_reach_into_the_next() =>
        Arrival.Of(PeerFrame.Of(0x02, 0xC3), PeerFrame.Of(0x80, 0x28), PeerFrame.Text("(")).Yields(
            Received.Message(WebSocketOpcode.Binary, 0xC3, 0x28), Received.Text("("));

    [Theory]
    [InlineData(16 * 1024)]
    [InlineData(32 * 1024)]
    [InlineData(64 * 1024)]
    public void Code_points_that_lie_across_any_border_are_received(int border)
    {
        for (var before = 0; before <= 4; before++)
        {
            Arrival.Of(PeerFrame.Text(new string('a', border - before) + "\U0001F600é" + new string('z', 100)))
                .Yields(Received.Text(new string('a', border - before) + "\U0001F600é" + new string('z', 100)));
        }
    }

    [Theory]
    [InlineData(16 * 1024)]
    [InlineData(32 * 1024)]
    public void Octets_that_are_bad_across_any_border_fail_1007(int border)
    {
        for (var before = 0; before <= 3; before++)
        {
            byte[] text = [.. Enumerable.Repeat((byte)'a', border - before), 0xF0, 0x9F, 0x98, .. "zzzz"u8];
            Arrival.Of(PeerFrame.Of(0x81, text)).Fails(1007, "§8.1");
        }
    }

    private static PeerFrame[] OneOctetFragments(string hex)
    {
        var octets = Convert.FromHexString(hex);
        return
        [
            PeerFrame.Of(0x01),
            .. octets.Select(octet => PeerFrame.Of(0x00, octet)),
            PeerFrame.Of(0x80),
        ];
    }
}
