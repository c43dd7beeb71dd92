namespace WsRpc.Load;

/// <summary>
/// A peer's figures divided by those of another, scenario by scenario. The two are divided round by round, since in one round
/// they met the same machine; what comes out has a median.
/// </summary>
internal sealed record Ratio(string Peer, string Scenario, Spread CallsPerSecond, Spread CpuUsPerCall, Spread P50Us)
{
    /// <param name="dividend">The name of the peer whose figures are divided by those of each other one.</param>
    /// <param name="samples">Round after round.</param>
    public static IReadOnlyList<Ratio> Of(string dividend, IReadOnlyList<Figures> samples)
    {
        var rounds = samples.Where(sample => sample.Peer == dividend).ToLookup(sample => sample.Scenario);
        return [.. samples
            .Where(sample => sample.Peer != dividend && rounds.Contains(sample.Scenario))
            .GroupBy(sample => (sample.Peer, sample.Scenario))
            .Select(divisors => Of(divisors.Key.Peer, divisors.Key.Scenario, [.. rounds[divisors.Key.Scenario].Zip(divisors)]))];
    }

    private static Ratio Of(string peer, string scenario, IReadOnlyList<(Figures Dividend, Figures Divisor)> rounds)
    {
        return new(peer, scenario, Divide(f => f.CallsPerSecond), Divide(f => f.CpuUsPerCall), Divide(f => f.P50Us));

        Spread Divide(Func<Figures, double> figure) => Spread.Of(rounds.Select(r => figure(r.Dividend) / figure(r.Divisor)));
    }
}
