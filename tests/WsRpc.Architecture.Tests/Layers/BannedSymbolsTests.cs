using Microsoft.CodeAnalysis;

namespace WsRpc.Architecture.Tests;

/// <summary>
/// The protocol is pure in its signatures too: the analyzer that reads BannedSymbols.txt looks at what code does, not at the
/// types of parameters, fields and results.
/// </summary>
public sealed class BannedSymbolsTests
{
    private static readonly string[] Banned =
        [.. Repository.Read("src/WsRpc.Protocol/BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';')[0].Trim())];

    [Fact]
    public void The_protocol_mentions_nothing_that_is_banned() => Offenders.None(MentionsOfBanned(SourceCompilation.Protocol));

    [Fact]
    public void A_banned_type_in_a_signature_is_found() =>
        Assert.NotEmpty(MentionsOfBanned(SourceCompilation.Protocol.AddSyntaxTrees(
            CompilerInputs.Parse("interface IProbe { System.Threading.Tasks.Task<int> Run(); }", "src/WsRpc.Protocol/IProbe.cs"))));

    private static IEnumerable<string> MentionsOfBanned(Compilation compilation) =>
        Dependencies.Mentions(compilation).Where(m => IsBanned(m.Symbol)).Select(m => $"{m.File}({m.Line}): {m.Symbol.ToDisplayString()}").Distinct();

    private static bool IsBanned(ISymbol symbol)
    {
        for (var s = symbol.OriginalDefinition; s is not null and not INamespaceSymbol { IsGlobalNamespace: true }; s = s.ContainingSymbol)
        {
            if (DocumentationCommentId.CreateDeclarationId(s) is { } id && Banned.Contains(id))
            {
                return true;
            }
        }
        return false;
    }
}
