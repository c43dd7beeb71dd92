using Microsoft.CodeAnalysis;

namespace WsRpc.Generators.Tests.Harness;

/// <summary>What tests say about a contract. A diagnostic that is not mentioned fails the test, whoever reports it.</summary>
internal static class Verify
{
    /// <summary>The contract builds without a word at every supported C# version.</summary>
    public static GeneratorRun Clean(params string[] sources) => Reports(sources);

    /// <summary>The build says exactly this: the ids and the text they are attached to, in order of position.</summary>
    public static GeneratorRun Reports(string source, params (string Id, string Text)[] expected) => Reports([source], expected);

    public static GeneratorRun Reports(string[] sources, params (string Id, string Text)[] expected)
    {
        var runs = Host.Languages.Select(language => GeneratorRun.Of(sources, language)).ToList();
        foreach (var run in runs)
        {
            AssertSays(run.Diagnostics(), expected, run);
        }

        runs[0].AssertIncrementalAndDeterministic();
        return runs[0];
    }

    /// <summary>The messages of our own diagnostics.</summary>
    public static string[] Messages(string source) =>
        [.. GeneratorRun.Of([source]).Diagnostics().Where(diagnostic => diagnostic.Id.StartsWith("WSR", StringComparison.Ordinal)).Select(diagnostic => diagnostic.GetMessage())];

    private static void AssertSays(IReadOnlyList<Diagnostic> diagnostics, (string Id, string Text)[] expected, GeneratorRun run)
    {
        var actual = diagnostics
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .Select(diagnostic => (diagnostic.Id, Text: diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? ""));
        Assert.True(expected.SequenceEqual(actual), $"""
            expected: {string.Join(", ", expected)}
            actual:
            {string.Join("\n", diagnostics)}

            {string.Join("\n\n", run.Files.Where(file => diagnostics.Any(diagnostic => diagnostic.Location.SourceTree?.FilePath.EndsWith(file.Key, StringComparison.Ordinal) == true)).Select(file => file.Value))}
            """);
    }
}
