using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WsRpc.Generators.Tests.Harness;

/// <summary>One run of the generator over some source files.</summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [.. typeof(WsServiceGenerator).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer))).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private readonly CSharpCompilation _input;
    private readonly GeneratorDriver _driver;

    private GeneratorRun(IReadOnlyList<SyntaxTree> trees)
    {
        _input = Host.Compile(trees);
        _driver = Incremental.Create(trees[0]).RunGeneratorsAndUpdateCompilation(_input, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        Output = (CSharpCompilation)output;
        Files = Incremental.FilesOf(_driver);
    }

    /// <summary>The generated files by hint name.</summary>
    public SortedDictionary<string, string> Files { get; }

    /// <summary>The sources together with the generated files.</summary>
    public CSharpCompilation Output { get; }

    public static GeneratorRun Of(IEnumerable<string> sources, LanguageVersion language = LanguageVersion.CSharp12, DocumentationMode documentation = DocumentationMode.Parse) =>
        new([.. sources.Select((source, i) => Host.Parse(source, language, $"File{i}.cs", documentation))]);

    /// <summary>
    /// What holds for every input: a second run over an equal compilation does no work, no model holds on to the compiler, and the
    /// output does not depend on the order of files.
    /// </summary>
    public void AssertIncrementalAndDeterministic()
    {
        Incremental.AssertSecondRunIsCached(_driver, _input);
        ModelGraph.AssertHoldsNoSymbols(_driver.GetRunResult());
        var shuffled = Host.Compile(_input.SyntaxTrees.Reverse());
        Assert.Equal(Files, Incremental.FilesOf(Incremental.Create(_input.SyntaxTrees[0]).RunGenerators(shuffled)));
    }

    /// <summary>All there is to be seen in a build: the compiler's errors and warnings, and every diagnostic of ours.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics() =>
        [.. Output.WithAnalyzers(Analyzers).GetAllDiagnosticsAsync().GetAwaiter().GetResult()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning || diagnostic.Id.StartsWith("WSR", StringComparison.Ordinal))];
}
