namespace WsRpc.Load;

/// <summary>The result for one peer in one scenario, in the members that its line of JSON has.</summary>
internal sealed record Figures(
    string Peer,
    string Method,
    string Scenario,
    string Mode,
    double CallsPerSecond,
    double P50Us,
    double P99Us,
    double ClientCpuUsPerCall,
    double? ServerCpuUsPerCall,
    double ClientBytesPerCall,
    double? ServerBytesPerCall)
{
    public double CallsPerSecondLowest { get; private init; } = CallsPerSecond;

    public double CallsPerSecondHighest { get; private init; } = CallsPerSecond;

    /// <summary>Of both sides.</summary>
    public double CpuUsPerCall { get; private init; } = ClientCpuUsPerCall + (ServerCpuUsPerCall ?? 0);

    public double CpuUsPerCallLowest { get; private init; } = ClientCpuUsPerCall + (ServerCpuUsPerCall ?? 0);

    public double CpuUsPerCallHighest { get; private init; } = ClientCpuUsPerCall + (ServerCpuUsPerCall ?? 0);

    /// <summary>Each figure's own median, over repetitions of one measurement, and how far the two that vary most did.</summary>
    public static Figures MedianOf(IEnumerable<Figures> repetitions)
    {
        var samples = repetitions.ToList();
        var rate = Of(f => f.CallsPerSecond);
        var cpu = Of(f => f.CpuUsPerCall);
        return samples[0] with
        {
            CallsPerSecond = rate.Median,
            CallsPerSecondLowest = rate.Lowest,
            CallsPerSecondHighest = rate.Highest,
            P50Us = Of(f => f.P50Us).Median,
            P99Us = Of(f => f.P99Us).Median,
            CpuUsPerCall = cpu.Median,
            CpuUsPerCallLowest = cpu.Lowest,
            CpuUsPerCallHighest = cpu.Highest,
            ClientCpuUsPerCall = Of(f => f.ClientCpuUsPerCall).Median,
            ServerCpuUsPerCall = OfServer(f => f.ServerCpuUsPerCall),
            ClientBytesPerCall = Of(f => f.ClientBytesPerCall).Median,
            ServerBytesPerCall = OfServer(f => f.ServerBytesPerCall),
        };

        Spread Of(Func<Figures, double> figure) => Spread.Of(samples.Select(figure));

        double? OfServer(Func<Figures, double?> figure) => figure(samples[0]) is null ? null : Of(f => figure(f)!.Value).Median;
    }
}
