using WsRpc.Protocol.WebSocket;
using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>A message that is too large is refused at the header that says so, one of too many fragments at the first too many.</summary>
internal static class LimitCases
{
    private static readonly WebSocketLimits Small = new() { MaxMessageBytes = 1000, MaxFragments = 3 };
    private static readonly Ending TooBig = new(ByPeer: true, IsClean: false, 1009);
    private static readonly Ending TooMany = new(ByPeer: true, IsClean: false, 1008);
    private static readonly Frame Largest = Binary(Filler(1000, 0xFE));

    public static IEnumerable<ConformanceCase> All => new ConformanceCase[]
    {
        new ConformanceCase("limits.largest", Ending.Orderly, Send(Largest)).Expects(Largest),
        new ConformanceCase("limits.most-fragments", Ending.Orderly, Send(Fragments(Largest, 400))).Expects(Largest),
        new("limits.one-octet-more", TooBig, SendDecisiveOctets(Binary(Filler(1001, 0xFE)), -1001)),
        new("limits.two-to-the-62", TooBig, SendDecisiveOctets(Binary(Filler(5, 0xFE)) with { ClaimedLength = 1ul << 62 }, -5)),
        new("limits.two-to-the-31", TooBig, SendDecisiveOctets(Binary(Filler(5, 0xFE)) with { ClaimedLength = 1ul << 31 }, -5)),
        new("limits.over-all-fragments", TooBig, Send(Binary(Filler(600, 0xFE)).More()), SendDecisiveOctets(Continuation(Filler(401, 0xFE)), -401)),
        new("limits.overflow-of-the-sum", TooBig, Send(Binary(Filler(600, 0xFE)).More()), SendDecisiveOctets(Continuation(Filler(5, 0xFE)) with { ClaimedLength = long.MaxValue }, -5)),
        new("limits.one-fragment-more", TooMany, Send(Binary(Filler(1, 0xFE)).More(), Continuation("").More(), Continuation("").More(), Continuation("").More())),
    }.Select(@case => @case with { Limits = Small });
}
