namespace WsRpc.Protocol.Tests.JsonRpc;

public sealed class JsonRpcReaderResponseTests
{
    [Theory]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("\"a\\\"b\"")]
    [InlineData("[1, 2]")]
    [InlineData("{\"error\":1}")]
    public void Result_is_any_json_value(string value)
        => Received.Read($$"""{"jsonrpc":"2.0","id":2,"result":{{value}}}""").AssertResult("2", value);

    [Fact]
    public void Result_counts_before_error()
        => Received.Read("""{"id":2,"error":null,"result":3}""").AssertResult("2", "3");

    [Fact]
    public void Error_is_read_with_its_members_in_any_order()
    {
        Received.Read("""{"id":2,"error":{"code":4242,"message":"custom","data":{"k":1}}}""").AssertError("2", 4242, "custom", """{"k":1}""");
        Received.Read("""{"error":{"data":[1],"x":{},"message":"custom","code":-1},"id":2}""").AssertError("2", -1, "custom", "[1]");
    }

    [Theory]
    [InlineData("""{"code":1}""", "")]
    [InlineData("""{"code":1,"message":null}""", "")]
    [InlineData("""{"code":1,"message":""}""", "")]
    [InlineData("""{"code":1,"message":"No method by the name \u0027Bogus\u0027 is found."}""", "No method by the name 'Bogus' is found.")]
    [InlineData("""{"code":1,"message":"\ud83d\ude00 \u00e4"}""", "😀 ä")]
    public void Error_message_is_unescaped_and_may_be_missing(string error, string expected)
        => Received.Read($$"""{"id":2,"error":{{error}}}""").AssertError("2", 1, expected);

    [Fact]
    public void Lone_surrogate_in_an_error_message_is_no_exception()
        => Received.Read("""{"id":2,"error":{"code":1,"message":"\ude00 \ud800"}}""").AssertError("2", 1, "\ude00 \ud800");

    [Fact]
    public void Error_members_may_be_escaped_or_doubled()
        => Received.Read("""{"id":2,"error":1,"error":{"code":"x","c\u006fde":7,"message":1,"message":"m"}}""").AssertError("2", 7, "m");

    [Theory]
    [InlineData("null", "error must be an object")]
    [InlineData("\"oops\"", "error must be an object")]
    [InlineData("[{\"code\":1}]", "error must be an object")]
    [InlineData("{}", "error must have a code")]
    [InlineData("{\"code\":\"1\"}", "error code must be an integer of 32 bits")]
    [InlineData("{\"code\":1.5}", "error code must be an integer of 32 bits")]
    [InlineData("{\"code\":2147483648}", "error code must be an integer of 32 bits")]
    [InlineData("{\"code\":{\"code\":1}}", "error code must be an integer of 32 bits")]
    [InlineData("{\"code\":1,\"message\":[\"m\"]}", "error message must be a string")]
    public void Bad_error_is_a_broken_response(string error, string problem)
        => Received.Read($$"""{"jsonrpc":"2.0","id":5,"error":{{error}}}""").AssertBrokenResponse(problem, "5");

    [Fact]
    public void Broken_response_without_usable_id_is_still_no_request()
    {
        Received.Read("""{"error":"oops"}""").AssertBrokenResponse("error must be an object", "null");
        Received.Read("""{"id":1.5,"result":1}""").AssertBrokenResponse("id must be a string, an integer or null", "null");
        Received.Read("""{"jsonrpc":"9","id":5,"result":1}""").AssertBrokenResponse("jsonrpc must be \"2.0\"", "5");
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"five\"")]
    public void Id_alone_is_a_broken_response(string id)
        => Received.Read($$"""{"jsonrpc":"2.0","id":{{id}}}""").AssertBrokenResponse("a message must have a method, a result or an error", id);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"foo":"boo"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null}""")]
    public void Object_that_is_nothing_is_invalid(string json)
        => Received.Read(json).AssertInvalid("a message must have a method, a result or an error");

    [Fact]
    public void Response_without_id_is_nobodys_answer()
    {
        Received.Read("""{"result":1}""").AssertResult("(none)", "1");
        Received.Read("""{"error":{"code":-32700,"message":"Parse error"}}""").AssertError("(none)", -32700, "Parse error");
    }
}
