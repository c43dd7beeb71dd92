using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>The closing handshake.</summary>
internal static class Group7
{
    private static readonly Frame Hello = Text("Hello World!");
    private static readonly Frame Normal = Close(1000);
    private static readonly Frame Large = Text(Filler(256 * 1024, (byte)'*'));
    private static readonly int[] ValidCodes = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999];
    private static readonly int[] InvalidCodes = [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999];
    private static readonly byte[] NotUtf8Reason = [0x03, 0xE8, .. Convert.FromHexString("cebae1bdb9cf83cebcceb5eda080656469746564")];

    public static IEnumerable<ConformanceCase> Cases =>
    [
        new ConformanceCase("7.1.1", Ending.Orderly, Send(Hello), Awaits(1), Closes(Normal)).Expects(Hello),
        new("7.1.2", Ending.Orderly, Closes(Normal), Send(Normal)),
        new("7.1.3", Ending.Orderly, Closes(Normal), Send(Ping())),
        new("7.1.4", Ending.Orderly, Closes(Normal), Send(Hello)),
        new("7.1.5", Ending.Orderly, Send(Text("fragment1").More()), Closes(Normal), Send(Continuation("fragment2"))),
        new ConformanceCase("7.1.6", Ending.Any, Send(Large, Hello), Closes(Normal), Send(Ping())).Expects(Large, Hello).AsInformation(),
        new("7.3.1", Ending.Orderly, Closes(Close())),
        new("7.3.2", Ending.Refused(1002), Closes(Close((byte)'a'))),
        new("7.3.3", Ending.Orderly, Closes(Normal)),
        new("7.3.4", Ending.Orderly, Closes(Close(1000, "Hello World!"))),
        new("7.3.5", Ending.Orderly, Closes(Close(1000, new string('*', 123)))),
        new("7.3.6", Ending.Refused(1002), Closes(Close(1000, new string('*', 124)))),
        new("7.5.1", Ending.Refused(1007, 1002), Closes(Close(NotUtf8Reason))),
        .. ValidCodes.Select((code, i) => new ConformanceCase($"7.7.{i + 1}", Ending.Answered(code), Closes(Close(code)))),
        .. InvalidCodes.Select((code, i) => new ConformanceCase($"7.9.{i + 1}", Ending.Refused(1002), Closes(Close(code)))),
        new ConformanceCase("7.13.1", Ending.Any, Closes(Close(5000))).AsInformation(),
        new ConformanceCase("7.13.2", Ending.Any, Closes(Close(65535))).AsInformation(),
    ];
}
