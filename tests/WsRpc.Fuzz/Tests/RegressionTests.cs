using WsRpc.Fuzz.Engine;

namespace WsRpc.Fuzz.Tests;

/// <summary>Inputs that once broke a rule, each named after what it broke.</summary>
public sealed class RegressionTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void What_once_broke_a_rule_breaks_none(string name)
    {
        using var inspection = new Inspection(FuzzTargets.Named(name));
        foreach (var file in Folders.FilesOf(Folders.Regressions, name))
        {
            var failure = inspection.Find(InputFile.Read(file), out _);
            Assert.True(failure is null, $"{file}: {failure}");
        }
    }

    [Fact]
    public void Every_folder_of_inputs_belongs_to_a_target()
    {
        var folders = Directory.GetDirectories(Folders.Regressions).Concat(Directory.GetDirectories(Folders.Seeds)).Select(Path.GetFileName);
        Assert.Empty(folders.Except(FuzzTargets.Names));
    }
}
