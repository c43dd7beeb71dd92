using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace WsRpc.Generators.Tests.Harness;

/// <summary>
/// Compares generated files with those under Snapshots, which are reviewed as code. UPDATE_SNAPSHOTS=1 rewrites them.
/// </summary>
internal static partial class Snapshot
{
    public static void Matches(GeneratorRun run, [CallerMemberName] string test = "")
    {
        var folder = Path.Combine(Host.ProjectFolder, "Snapshots", test);
        var actual = run.Files.ToDictionary(file => $"{file.Key[..^".g.cs".Length]}.verified.cs.txt", file => WithoutVersion(file.Value));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Write(folder, actual);
        }

        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        Assert.Equal(files.Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in actual)
        {
            var verified = File.ReadAllText(Path.Combine(folder, name)).ReplaceLineEndings("\n");
            Assert.True(verified == text, $"{test}/{name} differs; UPDATE_SNAPSHOTS=1 accepts it\n{Diff(verified, text)}");
        }
    }

    private static void Write(string folder, Dictionary<string, string> files)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }

    private static string Diff(string expected, string actual)
    {
        var text = new StringBuilder();
        foreach (var line in new InlineDiffBuilder(new Differ()).BuildDiffModel(expected, actual).Lines)
        {
            text.Append(line.Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " }).Append(line.Text).Append('\n');
        }

        return text.ToString();
    }

    private static string WithoutVersion(string text) => VersionPattern().Replace(text, "\"WsRpc.Generators\", \"0\"");

    [GeneratedRegex("\"WsRpc\\.Generators\", \"[0-9.]+\"")]
    private static partial Regex VersionPattern();
}
