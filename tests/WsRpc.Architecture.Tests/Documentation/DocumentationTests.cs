namespace WsRpc.Architecture.Tests;

/// <summary>
/// Every ```csharp block of the README and of docs/ compiles, unless the line above says
/// <c>&lt;!-- not compiled: reason --&gt;</c>. <c>&lt;!-- continues --&gt;</c> joins its statements to the block before.
/// </summary>
public sealed class DocumentationTests
{
    // The pages of diagnostics show code that does not compile: DiagnosticPageTests.
    public static TheoryData<string> Pages => ["README.md", .. Repository.Files("*.md", "docs").Where(page => !page.StartsWith("docs/diagnostics/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_code_on_a_page_compiles(string page) => Offenders.None(await new SnippetCompilation(MarkdownSnippet.Of(page)).DiagnoseAsync());

    [Fact]
    public void The_readme_shows_code_by_line_40()
    {
        var first = Assert.IsType<MarkdownSnippet>(MarkdownSnippet.Of("README.md") is [var snippet, ..] ? snippet : null);
        Assert.InRange(first.Line, 1, 40);
        Assert.False(first.IsExempt);
    }

    [Fact]
    public async Task A_mistake_is_reported_with_the_line_of_the_page()
    {
        var findings = await Diagnose("Text\n\n```csharp\nint fine = 1;\nint wrong = \"text\";\n```\n");
        Assert.Equal(new Finding("page.md", 5, "CS0029", "Cannot implicitly convert type 'string' to 'int'"), Assert.Single(findings));
    }

    [Fact]
    public async Task Types_of_one_block_are_known_in_another() =>
        Assert.Empty(await Diagnose("```csharp\nusing System.Text;\nConsole.WriteLine(new Greeting(new StringBuilder()));\n```\n```csharp\nrecord Greeting(StringBuilder Text);\n```\n"));

    [Fact]
    public async Task Programs_are_apart_unless_one_continues_the_other()
    {
        Assert.Single(await Diagnose("```csharp\nvar x = 1;\nConsole.WriteLine(x);\n```\n```csharp\nConsole.WriteLine(x);\n```\n"));
        Assert.Empty(await Diagnose("```csharp\nvar x = 1;\n```\n<!-- continues -->\n```csharp\nConsole.WriteLine(x);\n```\n"));
    }

    [Fact]
    public async Task An_exempt_block_has_a_reason()
    {
        Assert.Empty(await Diagnose("<!-- not compiled: pseudo code -->\n```csharp\n...\n```\n"));
        Assert.NotEmpty(await Diagnose("<!-- not compiled: -->\n```csharp\n...\n```\n"));
    }

    private static async Task<IReadOnlyList<Finding>> Diagnose(string page) => await new SnippetCompilation(MarkdownSnippet.Of("page.md", page)).DiagnoseAsync();
}
