using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class WebSocketExtensionTests
{
    [Theory]
    [InlineData("foo", "foo")]
    [InlineData("foo;bar", "foo;bar")]
    [InlineData("foo; bar; baz=2", "foo;bar;baz=2")]
    [InlineData("foo;bar=1, foo ; bar ,x", "foo;bar=1|foo;bar|x")]
    [InlineData("permessage-deflate; client_max_window_bits; server_max_window_bits=10", "permessage-deflate;client_max_window_bits;server_max_window_bits=10")]
    [InlineData("foo; bar=\"10\"", "foo;bar=10")]
    [InlineData("foo; bar=\"\\1\\0\"; baz", "foo;bar=10;baz")]
    [InlineData("foo;\tbar = 1", "foo;bar=1")]
    [InlineData("foo; bar; bar=1", "foo;bar;bar=1")]
    [InlineData(", ,foo,,bar,", "foo|bar")]
    public void A_list_is_parsed(string value, string expected) => Assert.Equal(expected, Parse(value));

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("foo;")]
    [InlineData("foo;;bar")]
    [InlineData(";bar")]
    [InlineData("foo bar")]
    [InlineData("foo; bar baz")]
    [InlineData("foo; bar=")]
    [InlineData("foo; =1")]
    [InlineData("foo; bar=1=2")]
    [InlineData("foo; bar=\"")]
    [InlineData("foo; bar=\"1")]
    [InlineData("foo; bar=\"1\\")]
    [InlineData("foo; bar=\"\"")]
    [InlineData("foo; bar=\"a b\"")]
    [InlineData("foo; bar=\"\\\"\"")]
    [InlineData("foo; bar=\"1\"2")]
    [InlineData("\"foo\"")]
    [InlineData("foo; b\xe4r")]
    [InlineData("foo=1")]
    public void A_malformed_list_is_refused(string value) => Assert.Null(Parse(value));

    [Fact]
    public void Several_lines_are_one_list() => Assert.Equal("foo|bar;x", Parse("foo", "bar; x"));

    [Fact]
    public void A_quote_does_not_reach_over_lines() => Assert.Null(Parse("foo; a=\"1", "2\""));

    [Fact]
    public void No_line_is_an_empty_list() => Assert.Equal("", Parse());

    // CVE-2020-7662: backslash pairs in a quote that never ends took quadratic time.
    [Theory]
    [InlineData("\\x")]
    [InlineData("x")]
    public void A_quote_of_64_KiB_that_never_ends_is_refused(string repeated) =>
        Assert.Null(Parse("foo; a=\"" + string.Concat(Enumerable.Repeat(repeated, 65_536 / repeated.Length))));

    [Fact]
    public void A_list_of_64_KiB_is_parsed() => Assert.Equal(new string('x', 32_768).Replace("x", "a|").TrimEnd('|'), Parse(new string('x', 32_768).Replace("x", "a,")));

    private static string? Parse(params string[] lines)
    {
        var headers = new HttpHeaders(lines.Select(line => new HttpHeader("Sec-WebSocket-Extensions", line)));
        return WebSocketExtension.TryParse(headers, out var extensions) ? string.Join('|', extensions.Select(Text)) : null;
    }

    private static string Text(WebSocketExtension extension) =>
        string.Concat([extension.Name, .. extension.Parameters.Select(p => p.Value is null ? $";{p.Name}" : $";{p.Name}={p.Value}")]);
}
