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
    /// <summary>Each figure's own median, over repetitions of one measurement.</summary>
    public static Figures MedianOf(IEnumerable<Figures> repetitions)
    {
        var samples = repetitions.ToList();
        return samples[0] with
        {
            CallsPerSecond = Median(f => f.CallsPerSecond),
            P50Us = Median(f => f.P50Us),
            P99Us = Median(f => f.P99Us),
            ClientCpuUsPerCall = Median(f => f.ClientCpuUsPerCall),
            ServerCpuUsPerCall = MedianOrNull(f => f.ServerCpuUsPerCall),
            ClientBytesPerCall = Median(f => f.ClientBytesPerCall),
            ServerBytesPerCall = MedianOrNull(f => f.ServerBytesPerCall),
        };

        double? MedianOrNull(Func<Figures, double?> figure) => figure(samples[0]) is null ? null : Median(f => figure(f)!.Value);

        double Median(Func<Figures, double> figure)
        {
            var sorted = samples.Select(figure).Order().ToList();
            var middle = sorted.Count / 2;
            var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return Math.Round(median, 2);
        }
    }
}
