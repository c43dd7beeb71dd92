using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>The examples of the JSON-RPC 2.0 specification, §7.</summary>
public sealed class JsonRpcSpecificationTests
{
    [Fact]
    public void Positional_parameters()
    {
        Received.Read("""{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}""").AssertRequest("1", "subtract", "[42, 23]");
        Received.Read("""{"jsonrpc": "2.0", "result": 19, "id": 1}""").AssertResult("1", "19");
        Received.Read("""{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}""").AssertRequest("2", "subtract", "[23, 42]");
        Received.Read("""{"jsonrpc": "2.0", "result": -19, "id": 2}""").AssertResult("2", "-19");
    }

    [Fact]
    public void Named_parameters()
        => Received.Read("""{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}""")
            .AssertRequest("3", "subtract", """{"subtrahend": 23, "minuend": 42}""");

    [Fact]
    public void Notifications()
    {
        Received.Read("""{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}""").AssertNotification("update", "[1,2,3,4,5]");
        Received.Read("""{"jsonrpc": "2.0", "method": "foobar"}""").AssertNotification("foobar", "");
    }

    [Fact]
    public void Call_of_non_existent_method()
    {
        Received.Read("""{"jsonrpc": "2.0", "method": "foobar", "id": "1"}""").AssertRequest("\"1\"", "foobar", "");
        Received.Read("""{"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": "1"}""")
            .AssertError("\"1\"", JsonRpcErrorCode.MethodNotFound, "Method not found");
    }

    [Fact]
    public void Call_with_invalid_json()
    {
        Received.Read("""{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]""").AssertMalformed();
        Received.Read("""{"jsonrpc": "2.0", "error": {"code": -32700, "message": "Parse error"}, "id": null}""")
            .AssertError("null", JsonRpcErrorCode.ParseError, "Parse error");
    }

    [Fact]
    public void Call_with_invalid_request_object()
    {
        Received.Read("""{"jsonrpc": "2.0", "method": 1, "params": "bar"}""").AssertInvalid("method must be a string");
        Received.Read("""{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}""")
            .AssertError("null", JsonRpcErrorCode.InvalidRequest, "Invalid Request");
    }

    [Fact]
    public void Batch_with_invalid_json()
        => Received.Read("""[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},{"jsonrpc": "2.0", "method"]""").AssertMalformed();

    [Theory]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[1,2,3]")]
    [InlineData("""
        [
            {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
            {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
            {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
            {"foo": "boo"},
            {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
            {"jsonrpc": "2.0", "method": "get_data", "id": "9"}
        ]
        """)]
    public void Batches(string json) => Assert.Equal(JsonRpcMessageKind.Batch, Received.Read(json).Kind);
}
