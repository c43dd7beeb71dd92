namespace WsRpc.Conformance;

/// <summary>Servers that agree to terms of permessage-deflate and do not keep to them, of which others would not notice much.</summary>
public sealed class CompressionControlTests
{
    private const int CasesOfCombination = 18;

    [Fact]
    public async Task Server_that_keeps_to_what_it_agreed_fails_nothing() => Assert.Empty(await FailedByAsync(agreed => agreed));

    // 9 bits are asked for by 13.3, 13.5 and the first offer of 13.7. Messages that fit into so small a window, the first three
    // sizes, cannot refer beyond it unless they refer to others.
    [Fact]
    public async Task Server_that_ignores_the_window_fails_exactly_where_a_message_or_its_history_is_larger() =>
        Assert.Equal(
            [.. Of("13.3"), .. Of("13.5").Skip(3), .. Of("13.7").Skip(3)],
            await FailedByAsync(agreed => agreed with { ServerWindowBits = 15 }));

    [Fact]
    public async Task Server_that_takes_over_though_it_must_not_fails_exactly_where_that_was_agreed() =>
        Assert.Equal(
            [.. Of("13.2"), .. Of("13.5"), .. Of("13.6"), .. Of("13.7")],
            await FailedByAsync(agreed => agreed with { ServerForgets = false }));

    private static async Task<IEnumerable<string>> FailedByAsync(Func<DeflateTerms, DeflateTerms> practice)
    {
        var verdicts = await Suite.RunAsync(new DeflatingEchoServer(practice), AllCases.Of("13"));
        Assert.Equal(AllCases.Groups["13"].Count, verdicts.Count);
        return verdicts.Where(verdict => !verdict.IsPassed);
    }

    private static IEnumerable<string> Of(string combination) => Enumerable.Range(1, CasesOfCombination).Select(i => $"{combination}.{i}");
}
