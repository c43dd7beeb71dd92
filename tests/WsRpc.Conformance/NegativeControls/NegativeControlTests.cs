namespace WsRpc.Conformance;

/// <summary>A suite that passes these servers would be worth nothing.</summary>
public sealed class NegativeControlTests
{
    // A Close frame with reserved bits is closed upon by those who do not look, too, and an empty one is answered without a code.
    private const string ClosedUponAnyway = "3.7";

    private static readonly string[] Illegal =
    [
        .. AllCases.Basic.Where(@case => @case is { Ending: { ByPeer: true } or { IsClean: false }, IsInformational: false }).Select(@case => @case.Id),
    ];

    private static IEnumerable<ConformanceCase> WithoutLimits =>
        AllCases.Basic.Concat(AllCases.Of(AllCases.Masking, AllCases.Lengths, AllCases.Codes));

    [Fact]
    public async Task Server_that_checks_everything_frame_by_frame_fails_nothing()
    {
        var verdicts = await Suite.RunAsync(new RawEchoServer(Checks.All), WithoutLimits);
        Assert.Empty(verdicts.Where(verdict => !verdict.IsPassed));

        // It looks at a frame when it has all of it.
        Assert.Equal(["6.4.3", "6.4.4"], verdicts.Where(verdict => verdict.Behaviour == Behaviour.NonStrict).Where(id => id[0] == '6'));
    }

    [Fact]
    public async Task Server_that_does_not_check_UTF8_fails_exactly_what_is_about_that()
    {
        var verdicts = await Suite.RunAsync(new RawEchoServer(Checks.All & ~Checks.Utf8), WithoutLimits);
        Assert.Equal(75, Suite.NotUtf8.Count());
        Assert.Equal([.. Suite.NotUtf8, "7.5.1"], verdicts.Where(verdict => !verdict.IsPassed));
    }

    [Fact]
    public async Task Server_that_does_not_check_masking_fails_exactly_what_is_about_that()
    {
        var verdicts = await Suite.RunAsync(new RawEchoServer(Checks.All & ~Checks.Masking), WithoutLimits);
        Assert.Equal(AllCases.Of(AllCases.Masking).Select(@case => @case.Id), verdicts.Where(verdict => !verdict.IsPassed));
    }

    [Fact]
    public async Task Server_that_checks_nothing_fails_whatever_must_be_refused()
    {
        var verdicts = await Suite.RunAsync(new RawEchoServer(Checks.None), AllCases.Basic);
        Assert.Equal(117, Illegal.Length);
        Assert.Equal(Illegal.Where(id => id != ClosedUponAnyway), verdicts.Where(verdict => !verdict.IsPassed));
    }

    [Fact]
    public async Task Server_that_checks_opcodes_only_passes_just_what_is_about_that()
    {
        var verdicts = await Suite.RunAsync(new RawEchoServer(Checks.Opcodes), AllCases.Basic);
        Assert.Equal(Illegal.Where(id => id != ClosedUponAnyway && !id.StartsWith("4.", StringComparison.Ordinal)), verdicts.Where(verdict => !verdict.IsPassed));
    }
}
