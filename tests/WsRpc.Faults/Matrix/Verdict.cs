namespace WsRpc.Faults.Matrix;

/// <summary>Whether what a connection reports of its end can be so, by what went over its stream.</summary>
internal static class Verdict
{
    private const int Abnormal = 1006;

    /// <param name="closed">The report.</param>
    /// <param name="seen">The code of the Close frame that came in whole; null where none did.</param>
    /// <param name="own">The codes this end has closed with.</param>
    /// <param name="hasAborted">Whether this end has aborted.</param>
    /// <param name="mayBeLost">Whether something went wrong that a connection may break of.</param>
    public static void OnEnd(WebSocketClosed closed, int? seen, IReadOnlyCollection<int> own, bool hasAborted, bool mayBeLost)
    {
        switch (closed)
        {
            case { Code: Abnormal, InitiatedByPeer: true }:
                Assert.True(mayBeLost, "1006, and nothing went wrong.");
                break;
            case { Code: Abnormal }:
                Assert.True(hasAborted, "1006 by this end, which has not aborted.");
                break;
            case { InitiatedByPeer: true }:
                Assert.True(seen == closed.Code, $"{closed.Code} by the peer, which sent {seen?.ToString(null, null) ?? "no Close frame"}."); // RFC 6455 §7.1.5
                break;
            default:
                Assert.True(own.Contains(closed.Code), $"{closed.Code} by this end, which did not close with it.");
                break;
        }

        // RFC 6455 §7.1.5: 1006 where no Close frame was received.
        Assert.True(seen is not null || own.Count > 0 || closed.Code == Abnormal, $"{closed.Code} without a Close frame.");
    }
}
