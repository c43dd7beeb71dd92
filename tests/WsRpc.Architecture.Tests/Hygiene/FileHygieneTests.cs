using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsRpc.Architecture.Tests;

public sealed class FileHygieneTests
{
    private const int LongFile = 300;

    // file -> why it is one file
    private static readonly Dictionary<string, string> LongForAReason = [];

    private static readonly string[] Shipped = [.. Repository.Files("*.cs", "src", "generators")];

    [Fact]
    public void A_long_file_has_its_reason() =>
        Offenders.None(Shipped
            .Where(file => !LongForAReason.ContainsKey(file))
            .Select(file => (file, Lines: File.ReadLines(Repository.PathOf(file)).Count()))
            .Where(x => x.Lines > LongFile));

    [Fact]
    public void No_reason_outlives_its_file() =>
        Offenders.None(LongForAReason.Keys.Where(file => !Shipped.Contains(file) || File.ReadLines(Repository.PathOf(file)).Count() <= LongFile));

    [Fact]
    public void Unfinished_work_is_not_left_in_comments()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:"];
        Offenders.None(Repository.Files("*.cs", "src", "generators", "tests", "samples", "benchmarks")
            .Where(file => marks.Any(mark => Repository.Read(file).Contains(mark, StringComparison.Ordinal))));
    }

    [Fact]
    public void Namespaces_are_file_scoped() =>
        Offenders.None(Repository.Files("*.cs", "src", "generators", "tests", "samples", "benchmarks")
            .Where(file => CompilerInputs.Parse(Repository.Read(file), file).GetRoot().DescendantNodes(n => n is CompilationUnitSyntax).Any(n => n is NamespaceDeclarationSyntax)));
}
