using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>Reserved bits, no extension negotiated.</summary>
internal static class Group3
{
    private static readonly Frame Good = Text("Hello, world!");
    private static readonly byte[] Octets = [0x00, 0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0x00, 0xFF];

    public static IEnumerable<ConformanceCase> Cases =>
    [
        new("3.1", Ending.ProtocolError, Send(Good.Rsv(1))),
        new ConformanceCase("3.2", Ending.ProtocolError, Send(Good, Good.Rsv(2), Ping())).Expects(Good).Tolerates(),
        new ConformanceCase("3.3", Ending.ProtocolError, SendFrameWise(Good, Good.Rsv(3), Ping())).Expects(Good).Tolerates(),
        new ConformanceCase("3.4", Ending.ProtocolError, SendChopped(1, Good, Good.Rsv(4), Ping())).Expects(Good).Tolerates(),
        new("3.5", Ending.ProtocolError, Send(Binary(Octets).Rsv(5))),
        new("3.6", Ending.ProtocolError, Send(Binary(Octets).Rsv(6))),
        new("3.7", Ending.ProtocolError, Send(Close().Rsv(7))),
    ];
}
