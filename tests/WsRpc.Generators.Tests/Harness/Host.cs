using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsRpc.Generators.Tests.Harness;

/// <summary>The compiler as the tests run it, and what it compiles against.</summary>
internal static class Host
{
    /// <summary>The oldest C# that the generated code supports, and C# 14 or what comes nearest to it in this host.</summary>
    public static readonly LanguageVersion[] Languages =
        [LanguageVersion.CSharp12, LanguageVersionFacts.TryParse("14", out var version) ? version : LanguageVersion.Preview];

    private static readonly Dictionary<string, string?> Metadata = typeof(Host).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(entry => entry.Key, entry => entry.Value);

    public static string ProjectFolder => Metadata["ProjectFolder"]!;

    public static string DocsFolder => Metadata["DocsFolder"]!;

    public static IReadOnlyList<MetadataReference> References { get; } = [.. FrameworkReferences(), MetadataReference.CreateFromFile(typeof(WsServiceAttribute).Assembly.Location)];

    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees, string assemblyName = "Contracts") => CSharpCompilation.Create(
        assemblyName, trees, References, new(OutputKind.DynamicallyLinkedLibrary, warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string source, LanguageVersion language, string path = "", DocumentationMode documentation = DocumentationMode.Parse) =>
        CSharpSyntaxTree.ParseText(source, new(language, documentation), path);

    private static IEnumerable<MetadataReference> FrameworkReferences()
    {
        var packs = Path.Combine(Metadata["ReferencePacks"]!, "Microsoft.NETCore.App.Ref");
        var newest = Directory.GetDirectories(packs, $"{Environment.Version.Major}.*").Order(StringComparer.Ordinal).Last();
        return Directory.GetFiles(Path.Combine(newest, "ref", $"net{Environment.Version.Major}.0"), "*.dll")
            .Select(file => MetadataReference.CreateFromFile(file));
    }
}
