namespace WsRpc.Load;

/// <summary>A figure over several rounds, to two decimals.</summary>
internal readonly record struct Spread(double Median, double Lowest, double Highest)
{
    public static Spread Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(Math.Round(median, 2), Math.Round(sorted[0], 2), Math.Round(sorted[^1], 2));
    }
}
