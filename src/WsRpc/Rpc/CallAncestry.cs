using System.Diagnostics;

namespace WsRpc;

/// <summary>What a call of ours tells the peer of where it comes from, and where its result goes.</summary>
/// <param name="Parent">The peer's id of the call from within which it is made; 0 for none.</param>
/// <param name="Span">The span that it belongs to; null for none.</param>
internal readonly record struct CallAncestry(long Parent, Activity? Span)
{
    /// <summary>How many items of a stream in its result may be sent unasked; 0 for none.</summary>
    public int Credit { get; init; }

    /// <summary>Of a notification, which no call of the peer waits for.</summary>
    public static CallAncestry Current => new(0, Activity.Current);
}
