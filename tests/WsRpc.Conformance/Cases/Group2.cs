using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>Pings and Pongs.</summary>
internal static class Group2
{
    private static readonly byte[] Arbitrary = [0x00, 0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0x00, 0xFF];
    private static readonly byte[] Longest = Filler(125, 0xFE);
    private static readonly Frame[] TenPings = [.. Enumerable.Range(0, 10).Select(i => Ping($"payload-{i}"))];
    private static readonly Frame[] TenPongs = [.. Enumerable.Range(0, 10).Select(i => Pong($"payload-{i}"))];

    public static IEnumerable<ConformanceCase> Cases =>
    [
        new ConformanceCase("2.1", Ending.Orderly, Send(Ping())).Expects(Pong()),
        new ConformanceCase("2.2", Ending.Orderly, Send(Ping("Hello, world!"))).Expects(Pong("Hello, world!")),
        new ConformanceCase("2.3", Ending.Orderly, Send(Ping(Arbitrary))).Expects(Pong(Arbitrary)),
        new ConformanceCase("2.4", Ending.Orderly, Send(Ping(Longest))).Expects(Pong(Longest)),
        new("2.5", Ending.ProtocolError, Send(Ping(Filler(126, 0xFE)))),
        new ConformanceCase("2.6", Ending.Orderly, SendChopped(1, Ping(Longest))).Expects(Pong(Longest)),
        new("2.7", Ending.Orderly, Send(Pong())),
        new("2.8", Ending.Orderly, Send(Pong("unsolicited pong payload"))),
        new ConformanceCase("2.9", Ending.Orderly, Send(Pong("unsolicited pong payload"), Ping("ping payload"))).Expects(Pong("ping payload")),
        new ConformanceCase("2.10", Ending.Orderly, Send(TenPings)).Expects(TenPongs),
        new ConformanceCase("2.11", Ending.Orderly, SendChopped(1, TenPings)).Expects(TenPongs),
    ];
}
