namespace WsRpc.Conformance;

/// <summary>Every case there is, in the order of their numbers.</summary>
internal static class AllCases
{
    public static IReadOnlyDictionary<int, IReadOnlyList<ConformanceCase>> Groups { get; } = new SortedDictionary<int, IReadOnlyList<ConformanceCase>>
    {
        [1] = [.. Group1.Cases],
        [2] = [.. Group2.Cases],
        [3] = [.. Group3.Cases],
        [4] = [.. Group4.Cases],
        [5] = [.. Group5.Cases],
        [6] = [.. Group6.Cases],
        [7] = [.. Group7.Cases],
        [9] = [.. Group9.Cases],
        [10] = [.. Group10.Cases],
    };

    public static IEnumerable<ConformanceCase> List => Groups.Values.SelectMany(cases => cases);

    /// <summary>The groups of RFC 6455 alone, without those on size.</summary>
    public static IEnumerable<ConformanceCase> Basic => List.Where(@case => !@case.Id.StartsWith("9.", StringComparison.Ordinal));

    public static ConformanceCase Get(string id) => List.Single(@case => @case.Id == id);
}
