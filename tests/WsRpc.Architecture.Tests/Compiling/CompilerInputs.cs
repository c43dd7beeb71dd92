using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WsRpc.Architecture.Tests;

/// <summary>What MSBuild handed to the compiler for this very project: references, generators, preprocessor symbols.</summary>
internal static class CompilerInputs
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Parse, preprocessorSymbols: string.Join(';', Lines("symbols")).Split(';'));

    /// <summary>The framework, the packages and our assemblies, without those that only tests have.</summary>
    public static IReadOnlyList<string> References { get; } =
        [.. Lines("references").Where(path => path.Contains("/Microsoft.NETCore.App.Ref/", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("WsRpc", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))];

    public static IReadOnlyList<string> RoslynReferences { get; } = [.. Lines("references").Where(path => Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))];

    public static SyntaxTree ImplicitUsingsTree { get; } = Parse(ImplicitUsings, "ImplicitUsings.g.cs");

    private static AnalyzerFileReference[] Analyzers { get; } =
        [.. Lines("analyzers").Where(path => !path.Contains("/Sdks/", StringComparison.Ordinal)).Select(path => new AnalyzerFileReference(path, Loader.Instance))];

    public static IEnumerable<ISourceGenerator> Generators => Analyzers.SelectMany(a => a.GetGenerators(LanguageNames.CSharp));

    public static IEnumerable<DiagnosticAnalyzer> OurAnalyzers => Analyzers.Where(a => a.Display.StartsWith("WsRpc.", StringComparison.Ordinal)).SelectMany(a => a.GetAnalyzers(LanguageNames.CSharp));

    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static string[] Lines(string name) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, $"compiler.{name}.txt")).Select(line => line.Replace('\\', '/')).ToArray();

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static Loader Instance { get; } = new();

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
