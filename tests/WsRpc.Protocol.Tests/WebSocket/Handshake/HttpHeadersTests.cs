using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class HttpHeadersTests
{
    private static readonly HttpHeaders Headers = new([new("Host", "a"), new("Via", "1"), new("VIA", "2"), new("Empty", "")]);

    [Fact]
    public void Lines_keep_their_order() => Assert.Equal(["Host", "Via", "VIA", "Empty"], Headers.Select(line => line.Name));

    [Fact]
    public void A_name_is_found_in_any_case() => Assert.Equal("a", Headers["hOST"]);

    [Fact]
    public void Several_lines_are_joined() => Assert.Equal("1, 2", Headers["via"]);

    [Fact]
    public void An_absent_header_is_null() => Assert.Null(Headers["Hos"]);

    [Theory]
    [InlineData("host", "a")]
    [InlineData("empty", "")]
    [InlineData("via", null)]
    [InlineData("absent", null)]
    public void Single_means_exactly_one_line(string name, string? expected)
    {
        Assert.Equal(expected is not null, Headers.TryGetSingle(name, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("host", 1)]
    [InlineData("via", 2)]
    [InlineData("absent", 0)]
    public void Lines_are_counted_by_name(string name, int count) => Assert.Equal(count, Headers.CountOf(name));

    [Theory]
    [InlineData("Upgrade", true)]
    [InlineData("upgrade", true)]
    [InlineData("keep-alive,  UPGRADE\t", true)]
    [InlineData(",,upgrade", true)]
    [InlineData("upgraded", false)]
    [InlineData("up grade", false)]
    [InlineData("\"upgrade\"", false)]
    [InlineData("keep-alive; upgrade", false)]
    [InlineData("", false)]
    public void A_token_is_an_element_of_the_list(string value, bool expected) =>
        Assert.Equal(expected, new HttpHeaders([new("Connection", "close"), new("connection", value)]).ContainsToken("Connection", "Upgrade"));
}
