using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>Framing: one message of each length that is spelled differently.</summary>
internal static class Group1
{
    private static readonly int[] Lengths = [0, 125, 126, 127, 128, 65535, 65536];

    public static IEnumerable<ConformanceCase> Cases =>
    [
        .. Lengths.Select((length, i) => Echo($"1.1.{i + 1}", Text(Filler(length, (byte)'*')))),
        EchoChopped("1.1.8", Text(Filler(65536, (byte)'*'))),
        .. Lengths.Select((length, i) => Echo($"1.2.{i + 1}", Binary(Filler(length, 0xFE)))),
        EchoChopped("1.2.8", Binary(Filler(65536, 0xFE))),
    ];

    private static ConformanceCase Echo(string id, Frame message) => new ConformanceCase(id, Ending.Orderly, Send(message)).Expects(message);

    private static ConformanceCase EchoChopped(string id, Frame message) => new ConformanceCase(id, Ending.Orderly, SendChopped(997, message)).Expects(message);
}
