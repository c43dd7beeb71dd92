using System.Xml.Linq;

namespace WsRpc.Architecture.Tests;

/// <summary>A .csproj, .props or .targets file as it is written, not as MSBuild evaluates it.</summary>
internal sealed class ProjectFile(string path)
{
    private readonly XDocument _xml = XDocument.Parse(Repository.Read(path));

    public static IReadOnlyList<ProjectFile> All { get; } = [.. Repository.Files("*.csproj", ".").Select(p => new ProjectFile(p))];

    /// <summary>What every project of a kind gets from eng/ and the root.</summary>
    public static IReadOnlyList<ProjectFile> Shared { get; } =
        [.. Repository.Files("*.props", "eng").Concat(Repository.Files("*.targets", "eng")).Select(p => new ProjectFile(p))];

    public string FilePath => path;

    public string Name => Path.GetFileNameWithoutExtension(path);

    public string Folder => path.Split('/')[0];

    public IEnumerable<XElement> Packages => Items("PackageReference");

    /// <summary>Packages that reach the compiler's references or the user's dependency graph.</summary>
    public IEnumerable<string> RuntimePackages => Packages.Where(p => p.Attribute("PrivateAssets")?.Value != "all").Select(Include);

    /// <summary>Projects whose assembly this one references: build order alone is no arrow.</summary>
    public IEnumerable<string> RuntimeProjects =>
        Items("ProjectReference").Where(p => p.Attribute("ReferenceOutputAssembly")?.Value != "false").Select(Include).Select(Path.GetFileNameWithoutExtension)!;

    public IEnumerable<string> ReferencedFolders =>
        Items("ProjectReference").Select(p => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Resolve(Include(p)), Path.GetDirectoryName(Repository.PathOf(path))!)).Replace('\\', '/').Split('/')[0]);

    public IEnumerable<string> InternalsVisibleTo => Items("InternalsVisibleTo").Select(Include);

    public IEnumerable<XElement> Items(string kind) => _xml.Descendants(kind).Where(e => e.Attribute("Include") is not null);

    public static string Include(XElement item) => item.Attribute("Include")!.Value;

    public override string ToString() => path;

    private static string Resolve(string include) => include.Replace("$(RepositoryRoot)", Repository.Root, StringComparison.Ordinal);
}
