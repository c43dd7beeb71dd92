namespace WsRpc.Conformance;

public sealed class GoldenTests
{
    private static readonly string[] Informational = ["7.1.6", "7.13.1", "7.13.2"];

    [Fact]
    public async Task Verdicts_are_about_exactly_the_known_cases() =>
        Assert.Equal(
            new[] { PeersUnderTest.Server, PeersUnderTest.Client }.SelectMany(peer => AllCases.List.Select(@case => Golden.NameOf(peer, @case.Id))),
            (await Golden.All).Keys);

    [Fact]
    public async Task Nothing_short_of_ok_is_accepted() =>
        Assert.All(await Golden.All, verdict =>
            Assert.StartsWith(Informational.Contains(verdict.Key.Split(' ')[1]) ? "INFORMATIONAL OK " : "OK OK ", verdict.Value));

    [Theory]
    [InlineData("1", 16)]
    [InlineData("2", 11)]
    [InlineData("3", 7)]
    [InlineData("4", 10)]
    [InlineData("5", 20)]
    [InlineData("6", 145)]
    [InlineData("7", 37)]
    [InlineData("9", 54)]
    [InlineData("10", 1)]
    [InlineData("12", 90)]
    [InlineData("13", 126)]
    public void No_case_of_the_field_is_missing(string group, int count) => Assert.Equal(count, AllCases.Groups[group].Select(@case => @case.Id).Distinct().Count());
}
