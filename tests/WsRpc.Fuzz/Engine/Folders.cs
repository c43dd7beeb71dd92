using System.Reflection;

namespace WsRpc.Fuzz.Engine;

/// <summary>Where inputs are.</summary>
internal static class Folders
{
    private static readonly string Project = typeof(Folders).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!;

    public static string Regressions { get; } = Path.Combine(Project, "Regressions");

    public static string Seeds { get; } = Path.Combine(Project, "Seeds");

    /// <summary>What a run leaves behind about a target.</summary>
    public static string ArtifactsOf(string target) => Path.GetFullPath(Path.Combine(Project, "..", "..", "artifacts", "fuzz", target));

    public static IReadOnlyList<string> FilesOf(string folder, string target) =>
        Directory.Exists(Path.Combine(folder, target)) ? [.. Directory.EnumerateFiles(Path.Combine(folder, target)).Order(StringComparer.Ordinal)] : [];

    public static IEnumerable<byte[]> InputsOf(string folder, string target) => FilesOf(folder, target).Select(InputFile.Read);
}
