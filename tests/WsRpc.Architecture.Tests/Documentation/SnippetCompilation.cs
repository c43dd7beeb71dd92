using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WsRpc.Architecture.Tests;

/// <summary>
/// Compiles the C# blocks of one page as its reader would: types and usings of any block are known in all of them, and the
/// statements of each block are a program of their own.
/// </summary>
internal sealed class SnippetCompilation
{
    // Examples may leave a result unused and be async for the sake of the signature.
    private static readonly string[] Tolerated = ["CS0168", "CS0219", "CS0067", "CS1998", "CS8321", "CS8019"];

    private readonly List<SyntaxTree> _types = [];
    private readonly List<List<string>> _programs = [];
    private readonly SortedSet<string> _usings = new(StringComparer.Ordinal);

    public SnippetCompilation(IEnumerable<MarkdownSnippet> snippets)
    {
        foreach (var snippet in snippets.Where(s => !s.IsExempt))
        {
            Add(snippet);
        }
    }

    /// <summary>Errors and warnings, with the page's own line numbers.</summary>
    public async Task<IReadOnlyList<Finding>> DiagnoseAsync()
    {
        var found = new HashSet<Finding>();
        if (_programs.Count == 0)
        {
            found.UnionWith(await DiagnoseAsync(OutputKind.DynamicallyLinkedLibrary, []));
        }

        foreach (var program in _programs)
        {
            found.UnionWith(await DiagnoseAsync(OutputKind.ConsoleApplication, [CompilerInputs.Parse(string.Concat(program), "Program.cs")]));
        }

        return [.. found.OrderBy(f => f.Page, StringComparer.Ordinal).ThenBy(f => f.Line)];
    }

    private void Add(MarkdownSnippet snippet)
    {
        var tree = CompilerInputs.Parse(Located(snippet.Line, snippet.Page, snippet.Text), snippet.Page);
        var root = (CompilationUnitSyntax)tree.GetRoot();
        _usings.UnionWith(root.Usings.Select(u => u.ToString()));

        var statements = root.Members.OfType<GlobalStatementSyntax>().ToArray();
        _types.Add(tree.WithRootAndOptions(root.RemoveNodes([.. root.Usings, .. statements], SyntaxRemoveOptions.KeepDirectives)!, tree.Options));
        if (statements.Length == 0)
        {
            return;
        }

        if (!snippet.Continues || _programs.Count == 0)
        {
            _programs.Add([]);
        }

        _programs[^1].AddRange(statements.Select(s => Located(s.GetLocation().GetMappedLineSpan().StartLinePosition.Line + 1, snippet.Page, s.ToString())));
    }

    private async Task<IEnumerable<Finding>> DiagnoseAsync(OutputKind kind, SyntaxTree[] program)
    {
        var usings = CompilerInputs.Parse(string.Concat(_usings.Select(u => $"global {u}\n")), "Usings.g.cs");
        Compilation compilation = CSharpCompilation.Create(
            "Snippets",
            [CompilerInputs.ImplicitUsingsTree, usings, .. _types, .. program],
            CompilerInputs.References.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver
            .Create(CompilerInputs.Generators, parseOptions: CompilerInputs.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out var fromGenerators);
        var analyzers = CompilerInputs.OurAnalyzers.ToImmutableArray();
        var fromAnalyzers = analyzers.IsEmpty ? [] : await new CompilationWithAnalyzers(compilation, analyzers, new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync();
        return compilation.GetDiagnostics().Concat(fromGenerators).Concat(fromAnalyzers)
            .Where(d => (d.Severity >= DiagnosticSeverity.Warning && !Tolerated.Contains(d.Id)) || d.Id.StartsWith("WSR", StringComparison.Ordinal))
            .Select(d => new Finding(d.Location.GetMappedLineSpan().Path, d.Location.GetMappedLineSpan().StartLinePosition.Line + 1, d.Id, d.GetMessage()));
    }

    private static string Located(int line, string page, string text) => $"#line {line} \"{page}\"\n{text}\n";
}
