using WsRpc.Fuzz.Engine;

namespace WsRpc.Fuzz.Tests;

/// <summary>A fuzzer that finds nothing is of use only when it finds what is there.</summary>
public sealed class BrokenReaderTests
{
    private static readonly FuzzSettings Settings = new(Seed: 1);
    private static readonly byte[][] Seeds = [[1, (byte)'a', 0], [5, .. "hello"u8], [127]];

    [Fact]
    public void A_reader_without_a_flaw_keeps_all_rules()
    {
        var reader = new BrokenReader(Flaw.None);
        Assert.Null(new Fuzzer(reader, Settings).Run(Seeds));
        Scaling.Check(reader);
    }

    [Theory]
    [InlineData(Flaw.ReadsBehind, Rules.ReadsNothingOutside, 4)]
    [InlineData(Flaw.WritesBehind, Rules.ChangesNothingOutside, 4)]
    [InlineData(Flaw.ForgetsAtCuts, Rules.SameInPieces, 40)]
    [InlineData(Flaw.Throws, Rules.DoesNotThrow, 78)]
    [InlineData(Flaw.StandsStill, Rules.Progresses, 1)]
    [InlineData(Flaw.BelievesLengths, Rules.MemoryIsBounded, 128)]
    [InlineData(Flaw.CopiesOverAndOver, Rules.MemoryIsBounded, 512)]
    [InlineData(Flaw.IsWrong, Rules.AgreesWithReference, 2)]
    public void Every_flaw_is_found_in_a_normal_run_and_made_small(Flaw flaw, string rule, int longest)
    {
        var finding = new Fuzzer(new BrokenReader(flaw), Settings).Run(Seeds);
        Assert.NotNull(finding);
        Assert.Equal(rule, finding.Failure.Rule);
        Assert.InRange(finding.Input.Length, 1, longest);

        using var inspection = new Inspection(new BrokenReader(flaw));
        Assert.Equal(rule, inspection.Find(finding.Input, out _)?.Rule);
    }

    [Theory]
    [InlineData(Flaw.StartsOverAndOver)]
    [InlineData(Flaw.CopiesOverAndOver)]
    public void Quadratic_work_is_found_by_scaling(Flaw flaw) =>
        Assert.Equal(Rules.WorkIsLinear, Assert.Throws<FuzzFailureException>(() => Scaling.Check(new BrokenReader(flaw))).Rule);

    [Fact]
    public async Task A_reader_that_does_not_return_is_found_with_its_input()
    {
        var reader = new BrokenReader(Flaw.NeverReturns);
        var fuzzer = new Fuzzer(reader, Settings);
        var finding = await SupervisedRun.OfAsync(reader, Settings, fuzzer, () => fuzzer.Run([[77]]), TimeSpan.FromMilliseconds(200));
        Assert.Equal(Rules.Returns, finding?.Failure.Rule);
        Assert.Equal([77], finding?.Input);
    }

    [Fact]
    public void The_same_seed_does_the_same_again()
    {
        Fuzzer Run(ulong seed)
        {
            var fuzzer = new Fuzzer(FuzzTargets.Named("frames-to-server"), new FuzzSettings(seed) { Iterations = 200 });
            Assert.Null(fuzzer.Run(Folders.InputsOf(Folders.Seeds, "frames-to-server")));
            return fuzzer;
        }

        Assert.Equal(Run(1).Corpus.Hash, Run(1).Corpus.Hash);
        Assert.NotEqual(Run(1).Corpus.Hash, Run(2).Corpus.Hash);
    }

    [Fact]
    public void What_was_under_way_when_the_process_ended_is_kept()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "under-way"), [2, 0, 0, 0, 7, 8, 9]);
            using (new Journal(folder.FullName, maxLength: 10))
            {
            }

            Assert.Equal([7, 8], InputFile.Read(Path.Combine(folder.FullName, "process-ended.hex")));
            Assert.False(File.Exists(Path.Combine(folder.FullName, "under-way")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
