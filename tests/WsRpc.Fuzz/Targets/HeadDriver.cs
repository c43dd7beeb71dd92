using WsRpc.Fuzz.Engine;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>The caller that the readers of heads document: each octet is given once, until there is a verdict.</summary>
internal static class HeadDriver
{
    public delegate HeadStatus ReadHead(ReadOnlySpan<byte> input, out int consumed);

    public static HeadStatus Run(ReadHead read, Delivery delivery, Trace trace)
    {
        long total = 0;
        for (var piece = 0; piece < delivery.Pieces; piece++)
        {
            var octets = delivery.Piece(piece).Span;
            delivery.CountCall();
            var status = read(octets, out var consumed);
            total += consumed;
            if (consumed < 0 || consumed > octets.Length || (status == HeadStatus.NeedMore && consumed < octets.Length))
            {
                throw new FuzzFailureException(Rules.Progresses, $"{status} after {consumed} of {octets.Length} octets");
            }

            if (status != HeadStatus.NeedMore)
            {
                CheckVerdictStands(read, status);
                Report(trace, status, total);
                return status;
            }
        }

        trace.Add("more");
        return HeadStatus.NeedMore;
    }

    private static void Report(Trace trace, HeadStatus status, long total)
    {
        trace.Add(status == HeadStatus.Complete ? "complete" : "failed");
        if (trace.IsRecording && status == HeadStatus.Complete)
        {
            trace.AddDetail("octets", $"{total}");
        }
    }

    private static void CheckVerdictStands(ReadHead read, HeadStatus verdict)
    {
        if (read("GET / HTTP/1.1\r\n\r\n"u8, out var consumed) != verdict || consumed != 0)
        {
            throw new FuzzFailureException(Rules.Progresses, $"{verdict} is not the last word");
        }
    }
}
