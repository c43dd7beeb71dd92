namespace WsRpc.Protocol.Tests.JsonRpc;

public sealed class JsonRpcReaderExtensionTests
{
    [Theory]
    [InlineData(""","timeout":1500""", 1500)]
    [InlineData(""","timeout":2147483647""", 2147483647)]
    [InlineData(""","timeout":1,"timeout":2""", 2)]
    [InlineData(""","timeout":0""", 0)]
    [InlineData(""","timeout":-5""", 0)]
    [InlineData(""","timeout":2147483648""", 0)]
    [InlineData(""","timeout":1.5""", 0)]
    [InlineData(""","timeout":"1500" """, 0)]
    [InlineData(""","timeout":[1500]""", 0)]
    [InlineData(""","timeout":null""", 0)]
    public void Timeout_is_an_integer_from_1_and_anything_else_is_passed_over(string member, int expected)
    {
        var received = Received.Read($$"""{"jsonrpc":"2.0","id":1,"method":"x","params":[]{{member}}}""");
        received.AssertRequest("1", "x", "[]");
        Assert.Equal(expected, received.TimeoutMs);
    }

    [Theory]
    [InlineData(""","parent":7""", 7)]
    [InlineData(""","parent":9007199254740991""", 9007199254740991)]
    [InlineData(""","parent":9223372036854775808""", 0)]
    [InlineData(""","parent":-7""", 0)]
    [InlineData(""","parent":"7" """, 0)]
    [InlineData(""","parent":{"id":7}""", 0)]
    public void Parent_is_an_integer_from_1_and_anything_else_is_passed_over(string member, long expected)
    {
        var received = Received.Read($$"""{"jsonrpc":"2.0","id":1,"method":"x","params":[]{{member}}}""");
        received.AssertRequest("1", "x", "[]");
        Assert.Equal(expected, received.ParentId);
    }

    [Theory]
    [InlineData(""","traceparent":"00-0af7-b7ad-01","tracestate":"a=b,c=d" """, "00-0af7-b7ad-01", "a=b,c=d")]
    [InlineData(""","tracestate":"a=\"b\\" ,"traceparent":"00" """, "00", "a=\"b\\")]
    [InlineData(""","traceparent":"0\u0030" """, "", null)]
    [InlineData(""","traceparent":7,"tracestate":{}""", "", null)]
    [InlineData(""","traceparent":"","tracestate":"" """, "", null)]
    public void Trace_is_read_as_it_stands(string members, string traceParent, string? traceState)
    {
        var request = Received.Read($$"""{"jsonrpc":"2.0","id":1,"method":"x","params":[]{{members}}}""");
        request.AssertRequest("1", "x", "[]");
        Assert.Equal((traceParent, traceState), (request.TraceParent, request.TraceState));
        var notification = Received.Read($$"""{"jsonrpc":"2.0","method":"x"{{members}}}""");
        notification.AssertNotification("x", "");
        Assert.Equal((traceParent, traceState), (notification.TraceParent, notification.TraceState));
    }

    [Fact]
    public void Method_with_escapes_and_trace_are_both_there()
    {
        var received = Received.Read("""{"jsonrpc":"2.0","id":1,"method":"\u0078","traceparent":"00","timeout":5}""");
        received.AssertRequest("1", "x", "");
        Assert.Equal(("00", 5), (received.TraceParent, received.TimeoutMs));
    }

    [Fact]
    public void Notification_has_no_timeout_and_no_parent()
    {
        var received = Received.Read("""{"jsonrpc":"2.0","method":"x","params":[],"timeout":5,"parent":5}""");
        Assert.Equal((0, 0L), (received.TimeoutMs, received.ParentId));
    }

    [Fact]
    public void Members_of_calls_mean_nothing_in_answers()
    {
        var result = Received.Read("""{"jsonrpc":"2.0","id":1,"result":2,"timeout":5,"parent":5,"traceparent":"00"}""");
        result.AssertResult("1", "2");
        Assert.Equal((0, 0L, "", 0), (result.TimeoutMs, result.ParentId, result.TraceParent, result.ErrorCode));
        var error = Received.Read("""{"jsonrpc":"2.0","id":1,"error":{"code":5,"message":""},"timeout":7}""");
        Assert.Equal((5, 0), (error.ErrorCode, error.TimeoutMs));
    }
}
