using System.Buffers;
using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

public sealed class JsonRpcReaderIdTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("\"\"")]
    [InlineData("\"a\\\"b\"")]
    [InlineData("\"\\u0061\\ud800\"")]
    [InlineData("\"7\"")]
    [InlineData("\"ä😀\"")]
    public void Id_is_echoed_in_the_octets_it_came_in(string id)
    {
        var received = Received.Read($$"""{"id":{{id}},"method":"x"}""");
        received.AssertRequest(id, "x", "");

        var answer = new ArrayBufferWriter<byte>();
        JsonRpcWriter.WriteNullResult(answer, received.Id);
        Assert.Equal($$"""{"jsonrpc":"2.0","id":{{id}},"result":null}""", Encoding.UTF8.GetString(answer.WrittenSpan));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("{}")]
    [InlineData("{\"id\":1}")]
    [InlineData("[1]")]
    public void Other_ids_are_invalid_and_answered_with_null(string id)
    {
        Received.Read($$"""{"id":{{id}},"method":"x"}""").AssertInvalid("id must be a string, an integer or null");
        Received.Read($$"""{"method":"x","id":{{id}}}""").AssertInvalid("id must be a string, an integer or null");
        Received.Read($$"""{"id":{{id}}}""").AssertInvalid("id must be a string, an integer or null");
    }

    [Fact]
    public void String_ids_are_bounded()
    {
        var longest = $"\"{new string('i', JsonRpcId.MaxStringBytes - 2)}\"";
        Received.Read($$"""{"id":{{longest}},"method":"x"}""").AssertRequest(longest, "x", "");
        Received.Read($$"""{"id":"i{{longest[1..]}},"method":"x"}""").AssertInvalid("id is too long");
    }

    [Fact]
    public void String_and_integer_of_the_same_digits_differ()
        => Assert.NotEqual(Received.Read("""{"id":7,"method":"x"}""").Id, Received.Read("""{"id":"7","method":"x"}""").Id);
}
