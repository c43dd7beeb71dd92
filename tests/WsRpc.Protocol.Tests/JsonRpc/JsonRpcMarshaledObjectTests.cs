using System.Buffers;
using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>What stands for an object by reference, in the octets of StreamJsonRpc.</summary>
public sealed class JsonRpcMarshaledObjectTests
{
    [Theory]
    [InlineData("""{"__jsonrpc_marshaled":1,"handle":1}""", 1, false, false)]
    [InlineData("""{"__jsonrpc_marshaled":1,"handle":2,"lifetime":"call"}""", 2, false, true)]
    [InlineData("""{"__jsonrpc_marshaled":0,"handle":1}""", 1, true, false)]
    public void Is_written_as_it_is_read(string json, long handle, bool isReceivers, bool endsWithCall)
    {
        Assert.True(JsonRpcMarshaledObject.TryRead(Encoding.UTF8.GetBytes(json), out var read));
        Assert.Equal(new JsonRpcMarshaledObject(handle, isReceivers, endsWithCall), read);
        var output = new ArrayBufferWriter<byte>();
        read.WriteTo(output);
        Assert.Equal(json, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("""{"__jsonrpc_marshaled":1,"handle":1,"optionalInterfaces":[7]}""", false)]
    [InlineData("""{"handle":1,"lifetime":"explicit","__jsonrpc_marshaled":1}""", false)]
    [InlineData("""{"handle":1,"lifetime":7,"__jsonrpc_marshaled":1}""", false)]
    [InlineData("""{"handle":2,"handle":1,"x":{"handle":3},"__jsonrpc_marshaled":1,"lifetime":"call"}""", true)]
    public void Other_members_are_passed_over_in_any_order(string json, bool endsWithCall)
    {
        Assert.True(JsonRpcMarshaledObject.TryRead(Encoding.UTF8.GetBytes(json), out var read));
        Assert.Equal(new JsonRpcMarshaledObject(1, false, endsWithCall), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"__jsonrpc_marshaled":1}""")]
    [InlineData("""{"handle":1}""")]
    [InlineData("""{"__jsonrpc_marshaled":2,"handle":1}""")]
    [InlineData("""{"__jsonrpc_marshaled":"1","handle":1}""")]
    [InlineData("""{"__jsonrpc_marshaled":1,"handle":1.5}""")]
    [InlineData("""{"__jsonrpc_marshaled":1,"handle":9223372036854775808}""")]
    public void Something_else_is_none(string json) => Assert.False(JsonRpcMarshaledObject.TryRead(Encoding.UTF8.GetBytes(json), out _));

    [Theory]
    [InlineData("""{"handle":7,"ownedBySender":false}""", false)]
    [InlineData("""{"ownedBySender":true,"handle":7}""", true)]
    [InlineData("[7,false]", false)]
    [InlineData("[7,true]", true)]
    [InlineData("[7]", false)]
    public void Release_is_read_in_either_form(string parameters, bool ownedBySender)
    {
        Assert.True(JsonRpcMarshaledObject.TryReadRelease(Encoding.UTF8.GetBytes(parameters), out var handle, out var bySender));
        Assert.Equal((7L, ownedBySender), (handle, bySender));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[\"7\"]")]
    [InlineData("""{"ownedBySender":false}""")]
    public void Release_of_nothing_is_none(string parameters) => Assert.False(JsonRpcMarshaledObject.TryReadRelease(Encoding.UTF8.GetBytes(parameters), out _, out _));

    [Fact]
    public void Release_is_written_by_name() =>
        Assert.Equal("""{"handle":7,"ownedBySender":false}""", Encoding.UTF8.GetString(JsonRpcMarshaledObject.WriteRelease(7)));
}
