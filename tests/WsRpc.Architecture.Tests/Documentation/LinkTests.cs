using System.Text.RegularExpressions;

namespace WsRpc.Architecture.Tests;

public sealed partial class LinkTests
{
    [Fact]
    public void A_relative_link_leads_to_a_file() =>
        Offenders.None(Repository.Files("*.md", ".")
            .SelectMany(page => RelativeLink().Matches(Repository.Read(page)), (page, link) => (page, Target: link.Groups["target"].Value))
            .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(Repository.PathOf(link.page))!, link.Target))));

    [Fact]
    public void Every_decision_is_in_the_index() =>
        Offenders.None(Repository.Files("0*.md", "docs/decisions")
            .Select(Path.GetFileName)
            .Where(page => !Repository.Read("docs/decisions/README.md").Contains($"({page})", StringComparison.Ordinal)));

    // [text](target#fragment), not an address and not a place on the same page.
    [GeneratedRegex(@"\]\((?!\w+:|#)(?<target>[^)#\s]+)")]
    private static partial Regex RelativeLink();
}
