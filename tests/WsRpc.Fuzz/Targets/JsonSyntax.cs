using WsRpc.Fuzz.Engine;

namespace WsRpc.Fuzz.Targets;

/// <summary>What JSON-RPC messages are made of.</summary>
internal static class JsonSyntax
{
    private const string Call = "{\"jsonrpc\":\"2.0\",\"method\":\"";
    private const string Answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":";

    public static IReadOnlyList<string> Tokens { get; } =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\\", " ", "\n", "null", "true", "false", "0", "-0", "1", "-1", "1.5", "1e3", "-", ".", "e", "E+", "01",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "999999999999999999", "1000000000000000000", "2147483648", "-2147483648", "999999999", "1000000000",
        "\"\"", "\"a\"", "\"\\n\"", "\"\\u0061\"", "\"\\uD800\"", "\"\\uDC00\\uD800\"", "\\u0000", "\\/", "\\x", "\\u12", "\x01", "\x7F", "\xC3\xA4", "\xF0\x9F\x98\x80", "\xFF", "\xEF\xBB\xBF", "/**/", "//",
        "{\"jsonrpc\":\"2.0\",", "\"jsonrpc\":\"2.0\",", "\"jsonrpc\":\"1.0\",", "\"jsonrpc\":\"3.0\",", "\"jsonrpc\":null,", "\"id\":1,", "\"id\":\"a\",", "\"id\":null,", "\"id\":{},", "\"i\\u0064\":2,",
        "\"method\":\"x\"", "\"method\":\"a\\u0062\"", "\"method\":5", "\"params\":[]", "\"params\":{}", "\"params\":null", "\"params\":1", "\"result\":null", "\"result\":[1]", "\"error\":null",
        "\"error\":{\"code\":1,\"message\":\"m\"}", "\"error\":{\"code\":1,\"message\":\"m\",\"data\":{}}", "\"code\":1", "\"message\":null", "\"data\":[]", "\"m\\u0065thod\":\"y\"", "{\"a\":1}", "[[1],{}]",
    ];

    public static IReadOnlyList<string> HelloTokens { get; } =
    [
        "\"version\":1", "\"version\":0", "\"version\":2147483648", "\"limits\":{}", "\"limits\":{\"maxMessageBytes\":1}", "\"limits\":{\"maxCallsInFlight\":1}", "\"maxMessageBytes\":1", "\"maxCallsInFlight\":2147483647",
        "\"services\":[]", "\"services\":[\"a\"]", "\"capabilities\":[]", "\"capabilities\":[\"\\u0061\",\"\"]", "\"s\\u0065rvices\":[\"b\"]",
    ];

    /// <summary>Nesting, long strings and numbers, and members over and over; each as a message that is whole.</summary>
    public static IReadOnlyList<Repetition> Repetitions { get; } =
    [
        new(Call, "a", "\"}"), new(Call, "\\u0061", "\"}"), new(Call + "x\",\"params\":[", "1,", "1]}"), new(Call + "x\",\"params\":[", "[],", "1]}"), new(Call + "x\",\"params\":{", "\"a\":1,", "\"a\":1}}"),
        new(Call + "x\",\"params\":", "["), new(Call + "x\",\"params\":", "{\"\":"), new(Answer, "1", "}"), new(Answer + "\"", "\\n", "\"}"), new(Answer + "[", "\"\\n\",", "1]}"), new("{\"jsonrpc\":\"2.0\",\"id\":", "1"),
        new("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"", "\\\"", "\"}}"), new("{\"error\":{", "\"\\n\":1,", "\"code\":1}}"), new("{\"error\":{", "\"message\":\"\",", "\"code\":1}}"),
        new("{\"jsonrpc\":\"2.0\",\"id\":\"", "a", "\",\"method\":\"x\"}"), new("[", "{},", "{}]"), new("", " ", "{}"), new("{}", " "),
        .. new[] { "\"id\":1,", "\"id\":\"a\",", "\"method\":\"\\n\",", "\"method\":\"x\",", "\"\\n\":1,", "\"params\":[],", "\"error\":{\"code\":1}," }.Select(member => new Repetition("{", member, "\"id\":1}")),
    ];
}
