using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

public sealed class JsonRpcReaderCallTests
{
    [Fact]
    public void Method_with_id_is_a_request()
        => Received.Read("""{"jsonrpc":"2.0","id":7,"method":"chat.join","params":["lobby"]}""").AssertRequest("7", "chat.join", """["lobby"]""");

    [Fact]
    public void Method_without_id_is_a_notification()
        => Received.Read("""{"jsonrpc":"2.0","method":"chat.typing","params":["lobby"]}""").AssertNotification("chat.typing", """["lobby"]""");

    [Fact]
    public void Method_with_null_id_is_a_request()
        => Received.Read("""{"jsonrpc":"2.0","id":null,"method":"x"}""").AssertRequest("null", "x", "");

    [Theory]
    [InlineData("""{"method":"x","id":1,"result":2}""")]
    [InlineData("""{"result":2,"error":{"code":1},"id":1,"method":"x"}""")]
    public void Method_counts_before_result_and_error(string json) => Received.Read(json).AssertRequest("1", "x", "");

    [Fact]
    public void White_space_is_fine_everywhere_and_not_part_of_a_range()
        => Received.Read(" \t\r\n{ \"id\" : 1 , \"method\" : \"x\" , \"params\" : [ 1 , 2 ] } \r\n").AssertRequest("1", "x", "[ 1 , 2 ]");

    [Theory]
    [InlineData("", "")]
    [InlineData(""","params":null""", "")]
    [InlineData(""","params":[]""", "[]")]
    [InlineData(""","params":{}""", "{}")]
    [InlineData(""","params":{"method":"inner","id":[{}]}""", """{"method":"inner","id":[{}]}""")]
    public void Params_may_be_absent_null_an_array_or_an_object(string member, string expected)
        => Received.Read($$"""{"jsonrpc":"2.0","id":1,"method":"x"{{member}}}""").AssertRequest("1", "x", expected);

    [Theory]
    [InlineData("1")]
    [InlineData("\"bar\"")]
    [InlineData("true")]
    [InlineData("false")]
    public void Scalar_params_are_invalid_and_answered_with_the_request_id(string value)
        => Received.Read($$"""{"jsonrpc":"2.0","id":5,"method":"x","params":{{value}}}""").AssertInvalid("params must be an array or an object", "5");

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("[\"x\"]")]
    [InlineData("{\"x\":{}}")]
    public void Method_that_is_no_string_is_invalid(string value)
        => Received.Read($$"""{"jsonrpc":"2.0","id":5,"method":{{value}},"params":[]}""").AssertInvalid("method must be a string", "5");

    [Fact]
    public void Invalid_notification_is_answered_with_id_null()
        => Received.Read("""{"jsonrpc":"2.0","method":"x","params":1}""").AssertInvalid("params must be an array or an object");

    [Theory]
    [InlineData("")]
    [InlineData("\"jsonrpc\":\"1.0\",")]
    [InlineData("\"jsonrpc\":\"2.0\",")]
    [InlineData("\"jsonrpc\":\"2\\u002e0\",")]
    public void Version_may_be_absent_or_1_0(string member)
        => Received.Read($$"""{{{member}}"id":1,"method":"x"}""").AssertRequest("1", "x", "");

    [Theory]
    [InlineData("\"2.1\"")]
    [InlineData("\"2.0.0\"")]
    [InlineData("\"3.0\"")]
    [InlineData("\"\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("2.0")]
    [InlineData("null")]
    [InlineData("[\"2.0\"]")]
    public void Other_versions_are_invalid(string version)
        => Received.Read($$"""{"jsonrpc":{{version}},"id":1,"method":"x"}""").AssertInvalid("jsonrpc must be \"2.0\"", "1");

    [Theory]
    [InlineData("""chat\u002ejoin""", "chat.join")]
    [InlineData("""\u0063\u0068at.join""", "chat.join")]
    [InlineData("""a\"\\\/\b\f\n\r\t""", "a\"\\/\b\f\n\r\t")]
    [InlineData("""\u00E4\uD83D\uDE00""", "ä😀")]
    [InlineData("""ä😀""", "ä😀")]
    [InlineData("", "")]
    public void Method_name_is_unescaped(string written, string expected)
        => Received.Read($$"""{"id":1,"method":"{{written}}"}""").AssertRequest("1", expected, "");

    [Theory]
    [InlineData("""\ud800""")]
    [InlineData("""\udc00""")]
    public void Lone_surrogate_in_a_method_is_an_unknown_name_not_an_exception(string written)
        => Received.Read($$"""{"id":1,"method":"{{written}}"}""").AssertRequest("1", "\uFFFD", "");

    [Fact]
    public void Member_names_may_be_escaped()
        => Received.Read("""{"\u006dethod":"x","\u0069\u0064":1,"\u0070\u0061\u0072\u0061\u006d\u0073":[1]}""").AssertRequest("1", "x", "[1]");

    [Fact]
    public void Member_names_may_be_escaped_to_the_last_letter()
        => Received.Read("""{"\u006A\u0073\u006F\u006E\u0072\u0070\u0063":"9","id":1,"method":"x"}""").AssertInvalid("jsonrpc must be \"2.0\"", "1");

    [Theory]
    [InlineData("""\ud800""")]
    [InlineData("""\ud800\ud800""")]
    [InlineData("""Method""")]
    [InlineData("""method """)]
    [InlineData("""meth""")]
    [InlineData("""\u0000method""")]
    public void Other_member_names_are_skipped(string name)
        => Received.Read($$"""{"{{name}}":{"id":[2]},"id":1,"method":"x"}""").AssertRequest("1", "x", "");

    [Theory]
    [InlineData("""{"id":1,"method":"a","id":2,"method":"b","params":[1],"params":{}}""", "2", "b", "{}")]
    [InlineData("""{"id":1.5,"method":1,"params":1,"jsonrpc":1,"id":2,"method":"b","params":null,"jsonrpc":"2.0"}""", "2", "b", "")]
    [InlineData("""{"id":1,"method":"\u0061","method":"b"}""", "1", "b", "")]
    [InlineData("""{"id":1,"method":"b","method":"\u0061"}""", "1", "a", "")]
    public void Of_duplicate_members_the_last_counts(string json, string id, string method, string parameters)
        => Received.Read(json).AssertRequest(id, method, parameters);

    [Fact]
    public void Of_duplicate_members_the_last_counts_when_it_is_the_bad_one()
        => Received.Read("""{"id":1,"method":"x","params":[],"params":1}""").AssertInvalid("params must be an array or an object", "1");

    [Theory]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    [InlineData("true")]
    public void Scalar_message_is_invalid(string json) => Received.Read(json).AssertInvalid("a message must be an object");

    [Theory]
    [InlineData("[]")]
    [InlineData("[1,2,3]")]
    [InlineData("""[{"id":1,"method":"x"}]""")]
    public void Array_is_a_batch(string json)
    {
        var received = Received.Read(json);
        Assert.Equal((JsonRpcMessageKind.Batch, JsonRpcId.Null), (received.Kind, received.Id));
    }
}
