using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsRpc.Generators.Tests.Harness;

/// <summary>The generator driver, and what it tells about its steps.</summary>
internal static class Incremental
{
    private static readonly string[] TrackedSteps =
        [.. typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetValue(null)!)];

    public static GeneratorDriver Create(SyntaxTree tree) => CSharpGeneratorDriver.Create(
        [new WsServiceGenerator().AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)tree.Options,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static SortedDictionary<string, string> FilesOf(GeneratorDriver driver) => new(
        driver.GetRunResult().Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()),
        StringComparer.Ordinal);

    public static void AssertSecondRunIsCached(GeneratorDriver driver, CSharpCompilation compilation)
    {
        var second = driver.RunGenerators(compilation.Clone());
        Assert.Equal(FilesOf(driver), FilesOf(second));
        foreach (var (step, reason) in Reasons(second))
        {
            Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step} was {reason} although nothing had changed");
        }
    }

    /// <summary>Why each output of each tracked step, and each set of files, is what it is.</summary>
    public static IEnumerable<(string Step, IncrementalStepRunReason Reason)> Reasons(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        var steps = TrackedSteps.Where(result.TrackedSteps.ContainsKey).SelectMany(name => result.TrackedSteps[name])
            .Concat(result.TrackedOutputSteps.SelectMany(step => step.Value));
        return steps.SelectMany(step => step.Outputs.Select(output => (step.Name ?? "Output", output.Reason)));
    }
}
