namespace WsRpc.Load;

/// <summary>The result for one peer, in the members that its line of JSON has: medians over the rounds.</summary>
internal sealed record IdleFigures(
    string Peer,
    bool Collected,
    int Connections,
    double HandshakesPerSecond,
    double ResidentKbBefore,
    double ResidentKbOpened,
    double ResidentKbUsed,
    double BytesPerConnection,
    double BytesPerConnectionLowest,
    double BytesPerConnectionHighest,
    double BytesPerConnectionUsed,
    double HeapBytesPerConnection,
    double HeapBytesPerConnectionUsed)
{
    /// <summary>Sums up the rounds.</summary>
    public static IEnumerable<IdleFigures> Of(IEnumerable<IdleSample> samples) =>
        samples.GroupBy(sample => (sample.Peer, sample.Collected)).Select(rounds => Of([.. rounds]));

    private static IdleFigures Of(IReadOnlyList<IdleSample> rounds)
    {
        var first = rounds[0];
        double count = first.Connections;
        var perConnection = Over(s => (s.Opened.ResidentBytes - s.Before.ResidentBytes) / count);
        return new(
            first.Peer.Name,
            first.Collected,
            first.Connections,
            Over(s => count / s.Handshake.TotalSeconds).Median,
            Over(s => s.Before.ResidentBytes / 1024).Median,
            Over(s => s.Opened.ResidentBytes / 1024).Median,
            Over(s => s.Used.ResidentBytes / 1024).Median,
            perConnection.Median,
            perConnection.Lowest,
            perConnection.Highest,
            Over(s => (s.Used.ResidentBytes - s.Before.ResidentBytes) / count).Median,
            Over(s => (s.Opened.HeapBytes - s.Before.HeapBytes) / count).Median,
            Over(s => (s.Used.HeapBytes - s.Before.HeapBytes) / count).Median);

        Spread Over(Func<IdleSample, double> figure) => Spread.Of(rounds.Select(sample => Math.Round(figure(sample))));
    }
}
