using System.Reflection;
using System.Text.RegularExpressions;

namespace WsRpc.Architecture.Tests;

/// <summary>The working tree that this test assembly was built from. Paths are relative to its root, with forward slashes.</summary>
internal static partial class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    public static IReadOnlyList<string> Files(string pattern, params string[] folders) =>
        [.. folders
            .Select(PathOf)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !BuildOutput().IsMatch(path))
            .Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"(^|/)(artifacts|bin|obj|node_modules|TestResults)/")]
    private static partial Regex BuildOutput();
}
