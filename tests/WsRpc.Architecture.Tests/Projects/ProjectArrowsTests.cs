namespace WsRpc.Architecture.Tests;

public sealed class ProjectArrowsTests
{
    // project -> projects it references | packages its users get with it
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Arrows = new()
    {
        ["WsRpc.Protocol"] = ([], []),
        ["WsRpc"] = (["WsRpc.Protocol"], ["Microsoft.Extensions.Logging.Abstractions"]),
        ["WsRpc.Generators"] = ([], []),
    };

    public static TheoryData<string> Shipped => [.. ProjectFile.All.Where(p => p.Folder is "src" or "generators").Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_project_references_what_the_table_says(string name)
    {
        var project = ProjectFile.All.Single(p => p.Name == name);
        Assert.True(Arrows.TryGetValue(name, out var allowed), $"{project} has no row in the table of arrows.");
        Assert.Equal(allowed.Projects.Order(), project.RuntimeProjects.Order());
        Assert.Equal(allowed.Packages.Order(), project.RuntimePackages.Order());
    }

    [Fact]
    public void Nothing_shipped_references_tests_samples_or_benchmarks() =>
        Offenders.None(ProjectFile.All
            .Where(p => p.Folder is "src" or "generators")
            .SelectMany(p => p.ReferencedFolders, (p, folder) => (p.Name, folder))
            .Where(arrow => arrow.folder is not ("src" or "generators")));

    [Fact]
    public void Kinds_of_projects_add_no_package_to_what_ships() =>
        Offenders.None(ProjectFile.Shared
            .Where(p => p.Name is "Common" or "Library" or "Generator")
            .SelectMany(p => p.RuntimePackages));

    [Fact]
    public void The_solution_lists_every_project()
    {
        var solution = Repository.Read("WsRpc.sln").Replace('\\', '/');
        Offenders.None(ProjectFile.All.Where(p => !solution.Contains($"\"{p.FilePath}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_solution_lists_no_project_that_is_gone() =>
        Offenders.None(Repository.Read("WsRpc.sln").Split('"').Where(s => s.EndsWith(".csproj", StringComparison.Ordinal)).Where(s => !File.Exists(Repository.PathOf(s.Replace('\\', '/')))));
}
