using System.Collections.Concurrent;

namespace WsRpc.Conformance;

/// <summary>Many cases against one peer.</summary>
internal static class Suite
{
    public static async Task<IReadOnlyDictionary<string, Verdict>> RunAsync(IEchoPeer peer, IEnumerable<ConformanceCase> cases)
    {
        var verdicts = new ConcurrentDictionary<string, Verdict>();
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (@case, _) =>
            verdicts[@case.Id] = await Trial.RunAsync(@case, peer));
        return verdicts;
    }

    /// <summary>The numbers of the cases whose verdict is so, in their order.</summary>
    public static IEnumerable<string> Where(this IReadOnlyDictionary<string, Verdict> verdicts, Func<Verdict, bool> condition) =>
        AllCases.List.Select(@case => @case.Id).Where(id => verdicts.TryGetValue(id, out var verdict) && condition(verdict));

    /// <summary>The cases that send a text which is not UTF-8.</summary>
    public static IEnumerable<string> NotUtf8 => AllCases.Basic.Where(@case => @case.Ending == Ending.NotUtf8).Select(@case => @case.Id);
}
