using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>The mask bit (RFC 6455 §5.1): a server fails the connection where it is missing, a client where it is set.</summary>
internal static class MaskingCases
{
    // Two octets are enough to know.
    private const int Decisive = 2;

    public static IEnumerable<ConformanceCase> All =>
    [
        Wrong("masking.text", Text("Hello, world!")),
        Wrong("masking.text-empty", Text("")),
        Wrong("masking.binary", Binary(Filler(1000, 0xFE))),
        Wrong("masking.binary-large", Binary(Filler(65536, 0xFE))),
        Wrong("masking.ping", Ping("Hello, world!")),
        Wrong("masking.pong", Pong("Hello, world!")),
        Wrong("masking.close", Close(1000)),
        new("masking.continuation", Ending.ProtocolError, Send(Text("fragment1").More()), SendDecisiveOctets(Continuation("fragment2").WrongMask(), Decisive)),
        new ConformanceCase("masking.second-message", Ending.ProtocolError, Send(Text("1")), Awaits(1), SendDecisiveOctets(Text("2").WrongMask(), Decisive)).Expects(Text("1")),
    ];

    private static ConformanceCase Wrong(string id, Frame frame) => new(id, Ending.ProtocolError, SendDecisiveOctets(frame.WrongMask(), Decisive));
}
