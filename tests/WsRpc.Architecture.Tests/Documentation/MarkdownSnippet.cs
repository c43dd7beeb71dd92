namespace WsRpc.Architecture.Tests;

/// <summary>A fenced C# block of a page.</summary>
/// <param name="Page">Path of the page.</param>
/// <param name="Line">Number of the first line of code, from 1.</param>
/// <param name="Text">The code.</param>
/// <param name="Mark">The text of an HTML comment directly above the fence, or an empty string.</param>
internal sealed record MarkdownSnippet(string Page, int Line, string Text, string Mark)
{
    private const string NotCompiled = "not compiled:";

    /// <summary>The mark gives a reason why the block cannot stand alone.</summary>
    public bool IsExempt => Mark.StartsWith(NotCompiled, StringComparison.Ordinal) && Mark.Length > NotCompiled.Length;

    /// <summary>The statements of this block go on with the program of the block before.</summary>
    public bool Continues => Mark == "continues";

    public static IReadOnlyList<MarkdownSnippet> Of(string page) => Of(page, Repository.Read(page));

    public static IReadOnlyList<MarkdownSnippet> Of(string page, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var snippets = new List<MarkdownSnippet>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() is not ("```csharp" or "```cs" or "```c#"))
            {
                continue;
            }

            var end = Array.FindIndex(lines, i + 1, line => line.Trim() == "```");
            end = end < 0 ? lines.Length : end;
            snippets.Add(new(page, i + 2, string.Join('\n', lines[(i + 1)..end]), MarkAbove(lines, i)));
            i = end;
        }
        return snippets;
    }

    private static string MarkAbove(string[] lines, int fence)
    {
        var above = fence - 1;
        while (above >= 0 && lines[above].Trim().Length == 0)
        {
            above--;
        }

        return above >= 0 && lines[above].Trim() is ['<', '!', '-', '-', .. var mark, '-', '-', '>'] ? mark.Trim() : "";
    }
}
