using System.Buffers;
using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>Messages about streams, and what stands for a stream (docs/protocol.md, "Streams with credit").</summary>
public class JsonRpcStreamTests
{
    [Fact]
    public void Items_are_found_where_they_are()
    {
        var parameters = """{"items": [1, {"a":2}] ,"other":[{}],"stream":5}"""u8;
        Assert.True(JsonRpcStreamMessage.TryRead(parameters, out var message));
        Assert.Equal((5L, "[1, {\"a\":2}]", false), (message.Stream, Encoding.UTF8.GetString(message.Items.Of(parameters)), message.IsError));
    }

    [Fact]
    public void Credit_is_a_number_of_items()
    {
        Assert.True(JsonRpcStreamMessage.TryRead("""{"stream":9007199254740991,"items":64}"""u8, out var message));
        Assert.Equal((9007199254740991L, 64), (message.Stream, message.Credit));
        Assert.True(message.Items.IsEmpty);
    }

    [Fact]
    public void End_may_hold_an_error()
    {
        var parameters = """{"stream":1,"error":{"code":-7,"message":"no\nmore","data":[1]}}"""u8;
        Assert.True(JsonRpcStreamMessage.TryRead(parameters, out var message));
        Assert.Equal((true, -7, "no\nmore", "[1]"), (message.IsError, message.ErrorCode, message.GetErrorMessage(parameters), Encoding.UTF8.GetString(message.ErrorData.Of(parameters))));
        Assert.True(JsonRpcStreamMessage.TryRead("""{"stream":1}"""u8, out message));
        Assert.False(message.IsError);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[5,1]")]
    [InlineData("{}")]
    [InlineData("""{"stream":0}""")]
    [InlineData("""{"stream":-1}""")]
    [InlineData("""{"stream":"5"}""")]
    [InlineData("""{"stream":1.5}""")]
    [InlineData("""{"stream":5,"items":0}""")]
    [InlineData("""{"stream":5,"items":2147483648}""")]
    [InlineData("""{"stream":5,"items":"1"}""")]
    [InlineData("""{"stream":5,"items":{}}""")]
    [InlineData("""{"stream":5,"error":7}""")]
    [InlineData("""{"stream":5,"error":{"message":"no code"}}""")]
    public void Other_forms_are_no_message(string parameters) => Assert.False(JsonRpcStreamMessage.TryRead(Encoding.UTF8.GetBytes(parameters), out _));

    [Theory]
    [InlineData("""{"$stream":5}""", 5, "", "", false)]
    [InlineData("""{"token":2,"values":[1,2]}""", 0, "2", "[1,2]", false)]
    [InlineData("""{"token":"a\u0062","finished":false}""", 0, "\"a\\u0062\"", "", false)]
    [InlineData("""{"token":{"a":[1]}}""", 0, "{\"a\":[1]}", "", false)]
    [InlineData("""{"values":[3],"finished":true}""", 0, "", "[3]", true)]
    [InlineData("""{"token":null,"values":null}""", 0, "", "", false)]
    [InlineData("""{"other":[{"token":1}]}""", 0, "", "", false)]
    [InlineData("{}", 0, "", "", false)]
    public void Reference_is_read_in_all_its_forms(string value, long stream, string token, string values, bool isFinished)
    {
        var octets = Encoding.UTF8.GetBytes(value);
        Assert.True(JsonRpcStreamReference.TryRead(octets, out var reference));
        Assert.Equal(
            (stream, token, values, isFinished),
            (reference.Stream, Encoding.UTF8.GetString(reference.Token.Of(octets)), Encoding.UTF8.GetString(reference.Values.Of(octets)), reference.IsFinished));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("\"a\"")]
    [InlineData("""{"$stream":0}""")]
    [InlineData("""{"$stream":null}""")]
    [InlineData("""{"$stream":"5"}""")]
    [InlineData("""{"values":{}}""")]
    [InlineData("""{"finished":1}""")]
    public void Other_values_are_no_reference(string value) => Assert.False(JsonRpcStreamReference.TryRead(Encoding.UTF8.GetBytes(value), out _));

    [Fact]
    public void Written_as_the_page_has_them()
    {
        Assert.Equal("""{"$stream":5}""", Written(output => JsonRpcStreamWriter.WriteReference(output, 5)));
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":5,"items":[1,2]}}""", Written(output => JsonRpcStreamWriter.WriteItems(output, 5, "1,2"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":5,"items":64}}""", Written(output => JsonRpcStreamWriter.WriteCredit(output, 5, 64)));
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream/cancel","params":{"stream":5}}""", Written(output => JsonRpcStreamWriter.WriteCancel(output, 5)));
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":5}}""", Written(output => JsonRpcStreamWriter.WriteEnd(output, 5)));
        Assert.Equal(
            """{"jsonrpc":"2.0","method":"$/stream/end","params":{"stream":5,"error":{"code":7,"message":"no","data":[1]}}}""",
            Written(output => JsonRpcStreamWriter.WriteEnd(output, 5, 7, "no", "[1]"u8)));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":8,"method":"a","params":[],"credit":64}""", 64)]
    [InlineData("""{"jsonrpc":"2.0","id":8,"method":"a","params":[],"timeout":5,"parent":3,"credit":64}""", 64)]
    [InlineData("""{"credit": 64, "jsonrpc":"2.0","id":8,"method":"a"}""", 64)]
    [InlineData("""{"jsonrpc":"2.0","id":8,"method":"a","credit":0}""", 0)]
    [InlineData("""{"jsonrpc":"2.0","id":8,"method":"a","credit":-1}""", 0)]
    [InlineData("""{"jsonrpc":"2.0","id":8,"method":"a","credit":"64"}""", 0)]
    [InlineData("""{"jsonrpc":"2.0","id":8,"method":"a","credit":99999999999}""", 0)]
    [InlineData("""{"jsonrpc":"2.0","method":"a","params":[],"credit":64}""", 0)]
    public void Credit_of_a_request(string message, int credit)
    {
        JsonRpcReader.Read(Encoding.UTF8.GetBytes(message), maxDepth: 64, out var envelope);
        Assert.Equal(credit, envelope.Credit);
    }

    private static string Written(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
