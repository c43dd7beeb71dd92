using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>Fragmentation.</summary>
internal static class Group5
{
    private static readonly Frame Whole = Text("fragment1fragment2");
    private static readonly Frame[] Two = [Text("fragment1").More(), Continuation("fragment2")];
    private static readonly Frame[] PingBetween = [Text("fragment1").More(), Ping("ping payload"), Continuation("fragment2")];
    private static readonly Frame[] Orphan = [Continuation("non-continuation payload"), Text("Hello, world!")];
    private static readonly Frame[] OpenOrphan = [Continuation("non-continuation payload").More(), Text("Hello, world!")];
    private static readonly Frame[] FirstThird = [Text("fragment1").More(), Continuation("fragment2").More(), Ping("pongme 1!")];
    private static readonly Frame[] Rest = [Continuation("fragment3").More(), Continuation("fragment4").More(), Ping("pongme 2!"), Continuation("fragment5")];
    private static readonly Frame[] FiveAndPongs = [Pong("pongme 1!"), Pong("pongme 2!"), Text("fragment1fragment2fragment3fragment4fragment5")];

    public static IEnumerable<ConformanceCase> Cases =>
    [
        new("5.1", Ending.ProtocolError, Send(Ping("fragment1").More(), Continuation("fragment2"))),
        new("5.2", Ending.ProtocolError, Send(Pong("fragment1").More(), Continuation("fragment2"))),
        new ConformanceCase("5.3", Ending.Orderly, Send(Two)).Expects(Whole),
        new ConformanceCase("5.4", Ending.Orderly, SendFrameWise(Two)).Expects(Whole),
        new ConformanceCase("5.5", Ending.Orderly, SendChopped(1, Two)).Expects(Whole),
        new ConformanceCase("5.6", Ending.Orderly, Send(PingBetween)).Expects(Pong("ping payload"), Whole),
        new ConformanceCase("5.7", Ending.Orderly, SendFrameWise(PingBetween)).Expects(Pong("ping payload"), Whole),
        new ConformanceCase("5.8", Ending.Orderly, SendChopped(1, PingBetween)).Expects(Pong("ping payload"), Whole),
        new("5.9", Ending.ProtocolError, Send(Orphan)),
        new("5.10", Ending.ProtocolError, SendFrameWise(Orphan)),
        new("5.11", Ending.ProtocolError, SendChopped(1, Orphan)),
        new("5.12", Ending.ProtocolError, Send(OpenOrphan)),
        new("5.13", Ending.ProtocolError, SendFrameWise(OpenOrphan)),
        new("5.14", Ending.ProtocolError, SendChopped(1, OpenOrphan)),
        new ConformanceCase("5.15", Ending.ProtocolError, Send([.. Two, Continuation("fragment3").More(), Text("fragment4")])).Expects(Whole).Tolerates(),
        new("5.16", Ending.ProtocolError, Send(Twice(Continuation("fragment1").More(), Text("fragment2").More(), Continuation("fragment3")))),
        new("5.17", Ending.ProtocolError, Send(Twice(Continuation("fragment1"), Text("fragment2").More(), Continuation("fragment3")))),
        new("5.18", Ending.ProtocolError, Send(Text("fragment1").More(), Text("fragment2"))),
        new ConformanceCase("5.19", Ending.Orderly, Send(FirstThird), Awaits(1), Send(Rest)).Expects(FiveAndPongs),
        new ConformanceCase("5.20", Ending.Orderly, SendFrameWise(FirstThird), Awaits(1), SendFrameWise(Rest)).Expects(FiveAndPongs),
    ];

    private static Frame[] Twice(params Frame[] frames) => [.. frames, .. frames];
}
