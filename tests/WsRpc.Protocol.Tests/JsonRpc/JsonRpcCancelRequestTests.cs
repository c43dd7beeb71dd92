using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

public sealed class JsonRpcCancelRequestTests
{
    [Theory]
    [InlineData("""{"id":9}""")]
    [InlineData("""[9]""")]
    [InlineData("""{"reason":{"id":8},"id":9}""")]
    [InlineData("""{"i\u0064":9}""")]
    [InlineData("""{"\ud800":1,"id":9}""")]
    [InlineData("""{"id":8,"id":9,"other":7}""")]
    public void An_integer_id_is_read_named_and_positional(string parameters)
        => Assert.Equal(JsonRpcId.FromInteger(9), Read(parameters));

    [Theory]
    [InlineData("""{"id":"a\"b"}""")]
    [InlineData("""["a\"b"]""")]
    public void A_string_id_is_read_as_the_token_it_is(string parameters)
        => Assert.Equal("\"a\\\"b\"", Read(parameters)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1.5]")]
    [InlineData("[null]")]
    [InlineData("[[9]]")]
    [InlineData("""{"ID":9}""")]
    [InlineData("""{"id":{"id":9}}""")]
    [InlineData("""{"id":[9]}""")]
    public void Without_an_id_there_is_nothing_to_cancel(string parameters) => Assert.Null(Read(parameters));

    [Fact]
    public void The_depth_was_judged_before()
        => Assert.Equal(JsonRpcId.FromInteger(9), Read($$"""{"deep":{{new string('[', 500)}}{{new string(']', 500)}},"id":9}"""));

    private static JsonRpcId? Read(string parameters)
        => JsonRpcCancelRequest.TryReadId(Encoding.UTF8.GetBytes(parameters), out var id) ? id : null;
}
