using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>Reserved opcodes: of data frames first, then of control frames.</summary>
internal static class Group4
{
    private static readonly Frame Good = Text("Hello, world!");
    private static readonly byte[] Payload = [.. "reserved opcode payload"u8];

    public static IEnumerable<ConformanceCase> Cases => [.. Reserved("4.1", 3), .. Reserved("4.2", 11)];

    private static IEnumerable<ConformanceCase> Reserved(string id, int first) =>
    [
        new($"{id}.1", Ending.ProtocolError, Send(new Frame(first, default))),
        new($"{id}.2", Ending.ProtocolError, Send(new Frame(first + 1, Payload))),
        new ConformanceCase($"{id}.3", Ending.ProtocolError, Send(Good, new Frame(first + 2, default), Ping())).Expects(Good).Tolerates(),
        new ConformanceCase($"{id}.4", Ending.ProtocolError, Send(Good, new Frame(first + 3, Payload), Ping())).Expects(Good).Tolerates(),
        new ConformanceCase($"{id}.5", Ending.ProtocolError, SendChopped(1, Good, new Frame(first + 4, Payload), Ping())).Expects(Good).Tolerates(),
    ];
}
