using WsRpc.Fuzz.Engine;

namespace WsRpc.Fuzz.Tests;

/// <summary>Each target for as many iterations as take a second or two, or for WSRPC_FUZZ_SECONDS.</summary>
public sealed class FuzzTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task No_input_breaks_a_rule(string name)
    {
        var target = FuzzTargets.Named(name);
        var settings = FuzzSettings.FromEnvironment();
        var fuzzer = new Fuzzer(target, settings);
        var artifacts = Folders.ArtifactsOf(name);
        using var journal = new Journal(artifacts, target.MaxLength);
        var finding = await SupervisedRun.OfAsync(
            target,
            settings,
            fuzzer,
            () => fuzzer.Run([.. Folders.InputsOf(Folders.Seeds, name), .. Folders.InputsOf(Folders.Regressions, name)], journal.Note),
            SupervisedRun.Patience);

        await File.WriteAllTextAsync(Path.Combine(artifacts, "summary.txt"), $"seed {settings.Seed}: {fuzzer.Iteration} iterations, {fuzzer.Corpus.Shapes} kinds of outcome\n");
        if (finding is not null)
        {
            InputFile.Write(Path.Combine(artifacts, $"{StableHash.Of(finding.Input):x16}.hex"), finding.Input, finding.Failure.Message);
            Assert.Fail(finding.ToString());
        }
    }
}
