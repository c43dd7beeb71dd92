using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>The length (RFC 6455 §5.2): as short as can be, and its most significant bit is 0.</summary>
internal static class LengthCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        .. NotMinimal(2, 0, 125),
        .. NotMinimal(8, 0, 125, 126, 65535),
        .. new[] { 0x8000_0000_0000_0000, 0x8000_0000_0000_0005, 0xFFFF_FFFF_FFFF_FFFF }.Select(length =>
            new ConformanceCase($"lengths.top-bit-{length:x}", Ending.ProtocolError, SendDecisiveOctets(Binary(Filler(5, 0xFE)) with { ClaimedLength = length }, -5))),
        new("lengths.not-minimal-ping", Ending.ProtocolError, Send(Ping("ping").LengthIn(2))),
        new("lengths.not-minimal-close", Ending.ProtocolError, Send(Close(1000).LengthIn(8))),
    ];

    private static IEnumerable<ConformanceCase> NotMinimal(int octets, params IEnumerable<int> lengths) =>
        lengths.Select(length => new ConformanceCase($"lengths.{length}-in-{octets}-octets", Ending.ProtocolError, Send(Text(Filler(length, (byte)'*')).LengthIn(octets))));
}
