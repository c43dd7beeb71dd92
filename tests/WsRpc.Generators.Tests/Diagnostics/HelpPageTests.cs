using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WsRpc.Generators.Diagnostics;
using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests.Diagnostics;

public class HelpPageTests
{
    private static readonly string Folder = Path.Combine(Host.DocsFolder, "diagnostics");

    public static TheoryData<string> Ids => [.. All.Select(descriptor => descriptor.Id)];

    private static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [.. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (DiagnosticDescriptor)field.GetValue(null)!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_its_page(string id)
    {
        var descriptor = All.Single(descriptor => descriptor.Id == id);
        Assert.Equal($"docs/diagnostics/{id}.md", descriptor.HelpLinkUri);

        var page = File.ReadAllLines(Path.Combine(Folder, $"{id}.md"));
        Assert.Equal($"# {id}: {descriptor.Title}", page[0]);
        Assert.Contains("## Why", page);
        Assert.Contains("## Example", page);
        Assert.Contains("## Fix", page);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_page_is_in_the_index(string id)
    {
        var descriptor = All.Single(descriptor => descriptor.Id == id);
        var severity = descriptor.DefaultSeverity.ToString().ToLowerInvariant();
        Assert.Contains($"| [{id}]({id}.md) | {severity} | {descriptor.Title} |", File.ReadAllLines(Path.Combine(Folder, "README.md")));
    }

    [Fact]
    public void No_page_is_left_over() => Assert.Equal(
        All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal),
        Directory.GetFiles(Folder, "WSR*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void Numbers_are_consecutive() => Assert.Equal(Enumerable.Range(1, All.Count).Select(number => $"WSR{number:000}"), All.Select(descriptor => descriptor.Id));

    [Fact]
    public void Every_diagnostic_is_supported_by_exactly_one_analyzer()
    {
        var supported = typeof(Descriptors).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .SelectMany(type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics);
        Assert.Equal(All.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal), supported.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal));
    }
}
