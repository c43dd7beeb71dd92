using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsRpc.Architecture.Tests;

/// <summary>
/// The shipped projects, compiled again in memory from their sources, so that every symbol knows the file that declares it,
/// across projects too.
/// </summary>
internal static class SourceCompilation
{
    private static readonly Lazy<Compilation> LazyProtocol = new(() => Compile("src/WsRpc.Protocol", CompilerInputs.References, []));
    private static readonly Lazy<Compilation> LazyRuntime = new(() => Compile("src/WsRpc", CompilerInputs.References, [Protocol.ToMetadataReference()]));
    private static readonly Lazy<Compilation> LazyGenerators = new(() => Compile("generators/WsRpc.Generators", [.. CompilerInputs.References, .. CompilerInputs.RoslynReferences], []));

    public static Compilation Protocol => LazyProtocol.Value;

    public static Compilation Runtime => LazyRuntime.Value;

    public static Compilation Generators => LazyGenerators.Value;

    public static IEnumerable<Compilation> Shipped => [Protocol, Runtime, Generators];

    /// <summary>The trees that people wrote.</summary>
    public static IEnumerable<SyntaxTree> Written(this Compilation compilation) => compilation.SyntaxTrees.Where(IsWritten);

    /// <summary>Every type that people wrote, nested ones included.</summary>
    public static IEnumerable<INamedTypeSymbol> Types(this Compilation compilation) =>
        compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Where(type => type.Files().Any());

    /// <summary>The files that people wrote a type in.</summary>
    public static IEnumerable<string> Files(this ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Select(r => r.SyntaxTree).Where(IsWritten).Select(tree => tree.FilePath);

    private static bool IsWritten(SyntaxTree tree) =>
        tree.FilePath.StartsWith("src/", StringComparison.Ordinal) || tree.FilePath.StartsWith("generators/", StringComparison.Ordinal);

    private static Compilation Compile(string folder, IReadOnlyList<string> references, MetadataReference[] projects)
    {
        var project = ProjectFile.All.Single(p => Path.GetDirectoryName(p.FilePath) == folder);
        var trees = Repository.Files("*.cs", folder).Select(path => CompilerInputs.Parse(Repository.Read(path), path));
        var internals = string.Concat(project.InternalsVisibleTo.Select(name => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{name}\")]"));
        Compilation compilation = CSharpCompilation.Create(
            project.Name,
            [CompilerInputs.ImplicitUsingsTree, CompilerInputs.Parse(internals, "InternalsVisibleTo.g.cs"), .. trees],
            [.. projects, .. references.Where(path => !Path.GetFileName(path).StartsWith("WsRpc", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver
            .Create(CompilerInputs.Generators, parseOptions: CompilerInputs.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);

        // An unresolved name would be a dependency that nobody sees.
        Offenders.None(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        return compilation;
    }
}
