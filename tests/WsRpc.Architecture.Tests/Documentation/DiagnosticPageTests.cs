namespace WsRpc.Architecture.Tests;

/// <summary>A page of docs/diagnostics/ shows first what is reported, then what is not. Both are true.</summary>
public sealed class DiagnosticPageTests
{
    // What the pages leave out because it does not matter to them.
    private static readonly MarkdownSnippet Assumed = new("assumed", 1, """
        using System.Text.Json.Serialization;
        using WsRpc;
        using static Assumed;

        public sealed record Message(string Text);
        public sealed class Chat;
        internal static class Assumed
        {
            public static WsRpcClient client = null!;
            public static WsRpcServer server = null!;
        }
        """, "");

    // About a project file, not about code.
    private static readonly string[] WithoutCode = ["docs/diagnostics/WSR003.md"];

    public static TheoryData<string> Pages => [.. Repository.Files("WSR*.md", "docs/diagnostics").Except(WithoutCode)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_first_block_is_reported_and_the_others_are_not(string page)
    {
        var id = Path.GetFileNameWithoutExtension(page);
        var snippets = MarkdownSnippet.Of(page).Where(s => !s.IsExempt).ToArray();
        Assert.NotEmpty(snippets);
        Assert.Contains(await ReportedAsync(snippets[0]), f => f.Id == id);
        foreach (var snippet in snippets[1..])
        {
            Offenders.None(await ReportedAsync(snippet));
        }
    }

    // Only our own diagnostics: a page may also show code that the compiler has something to say about.
    private static async Task<IEnumerable<Finding>> ReportedAsync(MarkdownSnippet snippet) =>
        (await new SnippetCompilation([Assumed, snippet]).DiagnoseAsync()).Where(f => f.Id.StartsWith("WSR", StringComparison.Ordinal));
}
