namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>Messages captured from StreamJsonRpc 2.26.150, read as it wrote them.</summary>
public sealed class StreamJsonRpcMessageTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"AddAsync","params":[1,2]}""", "2", "AddAsync", "[1,2]")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"method":"NopAsync","params":[]}""", "3", "NopAsync", "[]")]
    [InlineData("""{"jsonrpc":"2.0","id":6,"method":"AddAsync","params":{"a":3,"b":4}}""", "6", "AddAsync", """{"a":3,"b":4}""")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"method":"NopAsync","params":{}}""", "3", "NopAsync", "{}")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"NopAsync"}""", "7", "NopAsync", "")]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"SlowAsync","params":[7]}""", "9", "SlowAsync", "[7]")]
    [InlineData("""{"jsonrpc":"2.0","id":19,"method":"ProgressAsync","params":[3,0]}""", "19", "ProgressAsync", "[3,0]")]
    [InlineData("""{"jsonrpc":"2.0","id":26,"method":"CountAsync","params":[5,2,2]}""", "26", "CountAsync", "[5,2,2]")]
    [InlineData("""{"jsonrpc":"2.0","id":27,"method":"$/enumerator/next","params":[2]}""", "27", "$/enumerator/next", "[2]")]
    [InlineData("""{"jsonrpc":"2.0","id":27,"method":"$/enumerator/next","params":{"token":2}}""", "27", "$/enumerator/next", """{"token":2}""")]
    [InlineData("""{"jsonrpc":"2.0","id":6,"method":"$/invokeProxy/1/IncAsync","params":[5]}""", "6", "$/invokeProxy/1/IncAsync", "[5]")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"$/invokeProxy/1/7.ResetAsync","params":[]}""", "7", "$/invokeProxy/1/7.ResetAsync", "[]")]
    [InlineData("""{"jsonrpc":"2.0","id":45,"method":"IsMineAsync","params":[{"__jsonrpc_marshaled":0,"handle":1}]}""", "45", "IsMineAsync", """[{"__jsonrpc_marshaled":0,"handle":1}]""")]
    [InlineData("""{"jsonrpc":"2.0","id":46,"method":"UseCallScopedAsync","params":[{"__jsonrpc_marshaled":1,"handle":2,"lifetime":"call"}]}""", "46", "UseCallScopedAsync", """[{"__jsonrpc_marshaled":1,"handle":2,"lifetime":"call"}]""")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"TraceIdAsync","params":[],"traceparent":"00-9c6eb9261d212ac331bcd96601ff5304-b0ab0f86702da13a-01","tracestate":"rojo=00f067aa0ba902b7"}""", "2", "TraceIdAsync", "[]")]
    public void Requests(string json, string id, string method, string parameters) => Received.Read(json).AssertRequest(id, method, parameters);

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"Fire","params":[5]}""", "Fire", "[5]")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":9}}""", "$/cancelRequest", """{"id":9}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":[9]}""", "$/cancelRequest", "[9]")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/progress","params":[0,1]}""", "$/progress", "[0,1]")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/progress","params":{"token":0,"value":1}}""", "$/progress", """{"token":0,"value":1}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":[4]}""", "$/enumerator/abort", "[4]")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/invokeProxy/1/Dispose","params":[]}""", "$/invokeProxy/1/Dispose", "[]")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""", "$/releaseMarshaledObject", """{"handle":1,"ownedBySender":false}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Changed","params":[{"Value":9}]}""", "Changed", """[{"Value":9}]""")]
    public void Notifications(string json, string method, string parameters) => Received.Read(json).AssertNotification(method, parameters);

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":2,"result":3}""", "2", "3")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"result":null}""", "3", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"result":3}""", "null", "3")]
    [InlineData("""{"jsonrpc":"2.0","id":26,"result":{"token":2,"values":[1,2]}}""", "26", """{"token":2,"values":[1,2]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":28,"result":{"values":[5],"finished":true}}""", "28", """{"values":[5],"finished":true}""")]
    [InlineData("""{"jsonrpc":"2.0","id":43,"result":{"__jsonrpc_marshaled":1,"handle":1,"optionalInterfaces":[7]}}""", "43", """{"__jsonrpc_marshaled":1,"handle":1,"optionalInterfaces":[7]}""")]
    public void Results(string json, string id, string result) => Received.Read(json).AssertResult(id, result);

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":11,"error":{"code":4242,"message":"custom","data":{"k":1}}}""", "11", 4242, "custom", """{"k":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":12,"error":{"code":-32000,"message":"custom2"}}""", "12", -32000, "custom2", "")]
    [InlineData("""{"jsonrpc":"2.0","id":9,"error":{"code":-32800,"message":"The task was cancelled."}}""", "9", -32800, "The task was cancelled.", "")]
    [InlineData("""{"jsonrpc":"2.0","id":13,"error":{"code":-32601,"message":"No method by the name \u0027Bogus\u0027 is found."}}""", "13", -32601, "No method by the name 'Bogus' is found.", "")]
    [InlineData("""{"jsonrpc":"2.0","id":39,"error":{"code":-32001,"message":"This remote object no longer exists."}}""", "39", -32001, "This remote object no longer exists.", "")]
    [InlineData("""{"jsonrpc":"2.0","id":10,"error":{"code":-32000,"message":"outer msg","data":{"type":"System.InvalidOperationException","message":"outer msg","stack":null,"code":-2146233079,"inner":null}}}""", "10", -32000, "outer msg", """{"type":"System.InvalidOperationException","message":"outer msg","stack":null,"code":-2146233079,"inner":null}""")]
    public void Errors(string json, string id, int code, string message, string data) => Received.Read(json).AssertError(id, code, message, data);
}
