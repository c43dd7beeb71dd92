using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>What fits nowhere else.</summary>
internal static class Group10
{
    private static readonly Frame Message = Text(Filler(65536, (byte)'*'));

    public static IEnumerable<ConformanceCase> Cases =>
    [
        new ConformanceCase("10.1.1", Ending.Orderly, Send(Fragments(Message, 1300))).Expects(Message),
    ];
}
