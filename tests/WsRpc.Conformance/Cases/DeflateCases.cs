using WsRpc.Protocol.WebSocket;
using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>RSV1 where it may be and where it must not, and the shapes of compressed data, legal and not (RFC 7692).</summary>
internal static class DeflateCases
{
    private static readonly Frame Hello = Text("Hello");
    private static readonly Frame Compressed = OfHex("f248cdc9c90700"); // §7.2.3.1
    private static readonly Frame Again = OfHex("f200110000"); // §7.2.3.2: refers to the message before
    private static readonly Frame Half = OfHex("f248cd").More();
    private static readonly Frame Rest = Continuation(Convert.FromHexString("c9c90700"));
    private static readonly WebSocketLimits Small = new() { MaxMessageBytes = 1000 };
    private static readonly Ending Malformed = new(ByPeer: true, IsClean: false, 1007, 1002);
    private static readonly Ending TooBig = new(ByPeer: true, IsClean: false, 1009);

    public static IEnumerable<ConformanceCase> All => Bits.Concat(Shapes).Concat(Forgetting);

    private static IEnumerable<ConformanceCase> Bits => new ConformanceCase[]
    {
        new("deflate.rsv1-continuation", Ending.ProtocolError, Send(Half, Rest.Rsv(4))),
        new("deflate.rsv1-continuation-of-plain", Ending.ProtocolError, Send(Text("He").More(), Continuation("llo").Rsv(4))),
        new("deflate.rsv1-ping", Ending.ProtocolError, Send(Ping("ping").Rsv(4))),
        new("deflate.rsv1-pong", Ending.ProtocolError, Send(Pong("pong").Rsv(4))),
        new("deflate.rsv1-close", Ending.ProtocolError, Send(Close(1000).Rsv(4))),
        new("deflate.rsv1-inside-a-message", Ending.ProtocolError, Send(Half, Compressed)),
        new("deflate.rsv2", Ending.ProtocolError, Send(Hello.Rsv(2))),
        new("deflate.rsv3", Ending.ProtocolError, Send(Hello.Rsv(1))),
        new("deflate.rsv2-compressed", Ending.ProtocolError, Send(Compressed.Rsv(6))),
        new("deflate.rsv3-compressed", Ending.ProtocolError, Send(Compressed.Rsv(5))),
        new ConformanceCase("deflate.mixed", Ending.Orderly, Send(Compressed, Text("plain"), Again, Text("plain"), Again)).Expects(Hello, Text("plain"), Hello, Text("plain"), Hello),
        new ConformanceCase("deflate.ping-between-fragments", Ending.Orderly, Send(Half, Ping("ping"), Rest, Again)).Expects(Pong("ping"), Hello, Hello),
        new ConformanceCase("deflate.ping-between-fragments-frame-wise", Ending.Orderly, SendFrameWise(Half, Ping("ping"), Rest, Again)).Expects(Pong("ping"), Hello, Hello),
        new ConformanceCase("deflate.ping-between-fragments-chopped", Ending.Orderly, SendChopped(1, Half, Ping("ping"), Rest, Again)).Expects(Pong("ping"), Hello, Hello),
        new("deflate.declined", Ending.ProtocolError, Send(Compressed)) { Compression = DeflateProposal.Declined },
    }.Select(@case => @case with { Compression = @case.Compression ?? DeflateProposal.Plain });

    private static IEnumerable<ConformanceCase> Shapes => new ConformanceCase[]
    {
        Echo("deflate.final-block", OfHex("f348cdc9c9070000"), Compressed, Again), // §7.2.3.4
        Echo("deflate.two-blocks", OfHex("f24805000000ffffcac9c90700"), Again), // §7.2.3.5
        Echo("deflate.block-behind-a-final-one", OfHex("f348cdc9c90700000000ffff00"), Compressed),
        Echo("deflate.stored", OfHex("000500faff48656c6c6f00"), Again), // §7.2.3.3
        new ConformanceCase("deflate.empty-message", Ending.Orderly, Send(OfHex("00"), Compressed, OfHex("00"), Again)).Expects(Text(""), Hello, Text(""), Hello), // §7.2.3.6
        Echo("deflate.empty-last-fragment", Compressed.More(), Continuation("")),
        Echo("deflate.empty-first-fragment", OfHex("").More(), Continuation(Compressed.Payload)),
        Echo("deflate.fragments-of-an-octet", [.. Fragments(Compressed, 1)]),
        new("deflate.garbage", Malformed, Send(OfHex("ffffff"))),
        new("deflate.garbage-in-a-fragment", Malformed, Send(OfHex("ffffff").More())),
        new("deflate.truncated-before-an-empty-fragment", Malformed, Send(OfHex("f248cdc9c907").More(), Continuation(""))),
        new("deflate.truncated", Malformed, Send(OfHex("f248cd"))),
        new("deflate.truncated-stored", Malformed, Send(OfHex("000500faff4865"))),
        new("deflate.trailing-data", Malformed, Send(OfHex("f248cdc9c90700ff"))),
        new("deflate.refers-to-nothing", Malformed, Send(Again)),
        new("deflate.not-utf8", Ending.NotUtf8, Send(OfHex("000100feffff00"))),
        new("deflate.half-a-code-point", Ending.NotUtf8, Send(OfHex("000100feffc300"))),
        new ConformanceCase("deflate.largest", Ending.Orderly, Send(Zeros(1000))).Expects(Binary(new byte[1000])) with { Limits = Small },
        new("deflate.one-octet-more", TooBig, Send(Zeros(1001))) { Limits = Small },
        new("deflate.bomb", TooBig, Send(Zeros(300_000))) { Limits = Small },
        new("deflate.bomb-in-fragments", TooBig, Send([.. Fragments(Zeros(300_000), 100).Take(2)])) { Limits = Small },
    }.Select(@case => @case with { Compression = DeflateProposal.Plain });

    private static IEnumerable<ConformanceCase> Forgetting =>
    [
        new ConformanceCase("deflate.takes-over-though-it-must-not", Malformed, Send(Compressed, Again)) { Compression = new(
            "permessage-deflate; client_no_context_takeover",
            "permessage-deflate; server_no_context_takeover") }.Expects(Hello).Tolerates(),
    ];

    private static ConformanceCase Echo(string id, params Frame[] frames) =>
        new ConformanceCase(id, Ending.Orderly, Send(frames)).Expects([.. frames.Where(frame => frame.IsFinal).Select(_ => Hello)]);

    private static Frame OfHex(string payload) => Text(Convert.FromHexString(payload)).Rsv(MessageCompression.Bit);

    private static Frame Zeros(int length) => Binary(new WindowedDeflater(15, takesOver: false).Deflate(new byte[length])).Rsv(MessageCompression.Bit);
}
