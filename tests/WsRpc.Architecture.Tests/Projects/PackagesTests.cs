using System.Xml.Linq;

namespace WsRpc.Architecture.Tests;

public sealed class PackagesTests
{
    private static readonly string[] Central = [.. new ProjectFile("Directory.Packages.props").Items("PackageVersion").Select(ProjectFile.Include)];

    private static readonly XElement[] References = [.. ProjectFile.All.Concat(ProjectFile.Shared).SelectMany(p => p.Packages)];

    private static readonly string Reasons = Repository.Read("docs/decisions/0003-dependencies.md");

    [Fact]
    public void Versions_stand_in_one_file() =>
        Offenders.None(References.Where(r => r.Attribute("Version") is not null).Select(ProjectFile.Include));

    [Fact]
    public void A_second_version_of_a_package_has_its_reason() =>
        Offenders.None(References
            .Where(r => r.Attribute("VersionOverride") is not null)
            .Select(r => $"`{ProjectFile.Include(r)}` {r.Attribute("VersionOverride")!.Value}")
            .Where(text => !Reasons.Contains(text, StringComparison.Ordinal)));

    [Fact]
    public void Every_package_has_its_reason() =>
        Offenders.None(Central.Where(id => !Reasons.Contains($"`{id}`", StringComparison.Ordinal)));

    [Fact]
    public void Every_package_is_used() =>
        Offenders.None(Central.Except(References.Select(ProjectFile.Include)));
}
