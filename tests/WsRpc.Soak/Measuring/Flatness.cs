namespace WsRpc.Soak;

/// <summary>Whether what a process holds stays what it is, from rest to rest. The first rests are for pools to fill.</summary>
internal static class Flatness
{
    private const double Growth = 0.05;
    private const long SomeOctets = 2 << 20;
    private const long SomeTimers = 64;

    // Each end has one for its deadlines, which is left to run out.
    private const int TimersOfConnection = 2;

    /// <param name="rests">What it holds at each.</param>
    /// <param name="connections">How many stand.</param>
    /// <returns>What has grown; null when nothing has.</returns>
    public static string? Objection(IReadOnlyList<Footprint> rests, int connections)
    {
        var first = rests.Take(Math.Max(1, rests.Count / 3)).ToList();
        return Objection("heap", first.Max(rest => rest.Heap), rests[^1].Heap, SomeOctets) ?? Objection("timers", first.Max(rest => rest.Timers), rests[^1].Timers, SomeTimers + (TimersOfConnection * connections));
    }

    private static string? Objection(string what, long before, long after, long slack) =>
        after > before + (before * Growth) + slack ? $"{what}: {before:N0} at first, {after:N0} at last" : null;
}
