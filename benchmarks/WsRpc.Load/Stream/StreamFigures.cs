namespace WsRpc.Load;

/// <summary>What a stream has cost.</summary>
/// <param name="Peer">Whose stream.</param>
/// <param name="Case">Which.</param>
/// <param name="ItemsPerSecond">Items that have arrived, over the time until the reader has read the last.</param>
/// <param name="ServerCpuUs">CPU time of the server's process per item, in microseconds.</param>
/// <param name="ClientCpuUs">The same of the client's.</param>
/// <param name="ServerBytes">What the server's process has allocated per item.</param>
/// <param name="ClientBytes">The same of the client's.</param>
/// <param name="ServerMebibytes">What the server's process occupied at most, beyond what it did before.</param>
/// <param name="ClientMebibytes">The same of the client's.</param>
internal sealed record StreamFigures(
    string Peer,
    StreamCase Case,
    double ItemsPerSecond,
    double ServerCpuUs,
    double ClientCpuUs,
    double ServerBytes,
    double ClientBytes,
    double ServerMebibytes,
    double ClientMebibytes)
{
    /// <summary>Each figure's own median, over repetitions of one measurement.</summary>
    public static StreamFigures MedianOf(IEnumerable<StreamFigures> repetitions)
    {
        var samples = repetitions.ToList();
        return samples[0] with
        {
            ItemsPerSecond = Of(f => f.ItemsPerSecond),
            ServerCpuUs = Of(f => f.ServerCpuUs),
            ClientCpuUs = Of(f => f.ClientCpuUs),
            ServerBytes = Of(f => f.ServerBytes),
            ClientBytes = Of(f => f.ClientBytes),
            ServerMebibytes = Of(f => f.ServerMebibytes),
            ClientMebibytes = Of(f => f.ClientMebibytes),
        };

        double Of(Func<StreamFigures, double> figure) => Spread.Of(samples.Select(figure)).Median;
    }
}
