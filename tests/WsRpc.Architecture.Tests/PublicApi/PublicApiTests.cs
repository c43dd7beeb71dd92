using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsRpc.Architecture.Tests;

/// <summary>The public surface is a file under review. UPDATE_SNAPSHOTS=1 accepts what the build made.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("WsRpc")]
    [InlineData("WsRpc.Protocol")]
    public void The_public_surface_is_the_accepted_one(string name)
    {
        var path = Repository.PathOf($"tests/WsRpc.Architecture.Tests/PublicApi/{name}.txt");
        var actual = PublicApiListing.Write(Load(name));

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        var accepted = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.True(accepted == actual, $"The public surface of {name} moved. UPDATE_SNAPSHOTS=1 accepts this:\n{Difference(accepted, actual)}");
    }

    private static IAssemblySymbol Load(string name)
    {
        var assembly = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        var others = CompilerInputs.References.Where(path => Path.GetFileNameWithoutExtension(path) != name).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Listing", references: [assembly, .. others]);
        return (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(assembly)!;
    }

    private static string Difference(string accepted, string actual) =>
        string.Join('\n', new InlineDiffBuilder(new Differ())
            .BuildDiffModel(accepted, actual).Lines
            .Where(line => line.Type is ChangeType.Inserted or ChangeType.Deleted)
            .Select(line => (line.Type == ChangeType.Inserted ? "+ " : "- ") + line.Text));
}
