using System.Text;
using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>UTF-8: messages in pieces here, sequences by the dozen in <see cref="Utf8Sequences"/>.</summary>
internal static class Group6
{
    private static readonly Frame Greeting = Text("Hello-µ@ßöäüàá-UTF-8!!");
    private static readonly int InsideCodePoint = Encoding.UTF8.GetByteCount("Hello-µ@ß") - 1;
    private static readonly Frame Kosme = Hex("cebae1bdb9cf83cebcceb5");
    private static readonly Frame WithSurrogate = Hex("cebae1bdb9cf83cebcceb5eda080656469746564");

    // The 13th octet makes it invalid: no code point is that large.
    private static readonly Frame TooLarge = Hex("cebae1bdb9cf83cebcceb5f4908080656469746564");

    public static IEnumerable<ConformanceCase> Cases =>
    [
        new ConformanceCase("6.1.1", Ending.Orderly, Send(Text(""))).Expects(Text("")),
        new ConformanceCase("6.1.2", Ending.Orderly, Send(Text("").More(), Continuation("").More(), Continuation(""))).Expects(Text("")),
        new ConformanceCase("6.1.3", Ending.Orderly, Send(Text("").More(), Continuation("middle frame payload").More(), Continuation(""))).Expects(Text("middle frame payload")),
        new ConformanceCase("6.2.1", Ending.Orderly, Send(Greeting)).Expects(Greeting),
        new ConformanceCase("6.2.2", Ending.Orderly, Send(Fragments(Greeting, InsideCodePoint).Take(1).Append(Continuation(Greeting.Payload[InsideCodePoint..])))).Expects(Greeting),
        new ConformanceCase("6.2.3", Ending.Orderly, Send(Fragments(Greeting, 1))).Expects(Greeting),
        new ConformanceCase("6.2.4", Ending.Orderly, Send(Fragments(Kosme, 1))).Expects(Kosme),
        new("6.3.1", Ending.NotUtf8, Send(WithSurrogate)),
        new("6.3.2", Ending.NotUtf8, Send(Fragments(WithSurrogate, 1))),
        new("6.4.1", Ending.NotUtf8, SendDecisive(Text(TooLarge.Payload[..11]).More(), Continuation(TooLarge.Payload[11..15]).More(), Continuation(TooLarge.Payload[15..]))),
        new("6.4.2", Ending.NotUtf8, SendDecisive(Text(TooLarge.Payload[..12]).More(), Continuation(TooLarge.Payload[12..13]).More(), Continuation(TooLarge.Payload[13..]))),
        new("6.4.3", Ending.NotUtf8, SendInParts(TooLarge, 11, 15)),
        new("6.4.4", Ending.NotUtf8, SendInParts(TooLarge, 12, 13)),
        .. Utf8Sequences.Cases,
    ];

    private static Frame Hex(string octets) => Text(Convert.FromHexString(octets));
}
