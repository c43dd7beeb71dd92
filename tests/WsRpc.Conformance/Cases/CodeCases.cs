using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>Close codes registered since, and the one that never travels (IANA WebSocket Close Code Number Registry).</summary>
internal static class CodeCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new("codes.1012", Ending.Answered(1012), Closes(Close(1012))),
        new("codes.1013", Ending.Answered(1013), Closes(Close(1013))),
        new("codes.1014", Ending.Answered(1014), Closes(Close(1014))),
        new("codes.1015", Ending.Refused(1002), Closes(Close(1015))),
    ];
}
