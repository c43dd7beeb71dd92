using System.Buffers;
using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

public sealed class JsonRpcWriterTests
{
    private static readonly JsonRpcMethodName Join = new("chat.join");

    [Fact]
    public void Request()
    {
        var written = Write(output =>
        {
            JsonRpcWriter.WriteRequestStart(output, Join, 7);
            output.Write("[\"lobby\"]"u8);
            JsonRpcWriter.WriteEnd(output);
        });
        AssertOctets("""{"jsonrpc":"2.0","id":7,"method":"chat.join","params":["lobby"]}""", written);
        Received.Read(written).AssertRequest("7", "chat.join", "[\"lobby\"]");
    }

    [Fact]
    public void Request_with_all_extensions()
    {
        var written = Write(output =>
        {
            JsonRpcWriter.WriteRequestStart(output, Join, 7);
            output.Write("[]"u8);
            JsonRpcWriter.WriteTrace(output, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=\"b");
            JsonRpcWriter.WriteTimeout(output, 1500);
            JsonRpcWriter.WriteParent(output, 12);
            JsonRpcWriter.WriteEnd(output);
        });
        AssertOctets(
            """{"jsonrpc":"2.0","id":7,"method":"chat.join","params":[],"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","tracestate":"a=\"b","timeout":1500,"parent":12}""",
            written);
        var received = Received.Read(written);
        received.AssertRequest("7", "chat.join", "[]");
        Assert.Equal((1500, 12L, "a=\"b"), (received.TimeoutMs, received.ParentId, received.TraceState));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Trace_without_state(string? state) =>
        AssertOctets(""","traceparent":"00" """.TrimEnd(), Write(output => JsonRpcWriter.WriteTrace(output, "00", state)));

    [Fact]
    public void Request_id_goes_up_to_what_javascript_keeps_exact()
        => AssertOctets(
            """{"jsonrpc":"2.0","id":9007199254740991,"method":"chat.join","params":""",
            Write(output => JsonRpcWriter.WriteRequestStart(output, Join, (1L << 53) - 1)));

    [Fact]
    public void Notification()
    {
        var written = Write(output =>
        {
            JsonRpcWriter.WriteNotificationStart(output, new("chat.typing"));
            output.Write("[]"u8);
            JsonRpcWriter.WriteEnd(output);
        });
        AssertOctets("""{"jsonrpc":"2.0","method":"chat.typing","params":[]}""", written);
        Received.Read(written).AssertNotification("chat.typing", "[]");
    }

    [Fact]
    public void Result()
    {
        var written = Write(output =>
        {
            JsonRpcWriter.WriteResultStart(output, JsonRpcId.FromRawString("\"a\\u0062\""u8.ToArray()));
            output.Write("3"u8);
            JsonRpcWriter.WriteEnd(output);
        });
        AssertOctets("""{"jsonrpc":"2.0","id":"a\u0062","result":3}""", written);
        Received.Read(written).AssertResult("\"a\\u0062\"", "3");
    }

    [Fact]
    public void Null_result()
        => AssertOctets("""{"jsonrpc":"2.0","id":-3,"result":null}""", Write(output => JsonRpcWriter.WriteNullResult(output, JsonRpcId.FromInteger(-3))));

    [Fact]
    public void Error()
        => AssertOctets(
            """{"jsonrpc":"2.0","id":5,"error":{"code":-32602,"message":"chat.post: argument \"text\" is missing"}}""",
            Write(output => JsonRpcWriter.WriteError(output, JsonRpcId.FromInteger(5), JsonRpcErrorCode.InvalidParams, "chat.post: argument \"text\" is missing")));

    [Fact]
    public void Error_with_data()
        => AssertOctets(
            """{"jsonrpc":"2.0","id":5,"error":{"code":1001,"message":"quota","data":{"limit":10}}}""",
            Write(output => JsonRpcWriter.WriteError(output, JsonRpcId.FromInteger(5), 1001, "quota", "{\"limit\":10}"u8)));

    [Fact]
    public void Error_without_known_id_says_null()
    {
        const string Expected = """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"x"}}""";
        AssertOctets(Expected, Write(output => JsonRpcWriter.WriteError(output, JsonRpcId.Null, JsonRpcErrorCode.ParseError, "x")));
        AssertOctets(Expected, Write(output => JsonRpcWriter.WriteError(output, default, JsonRpcErrorCode.ParseError, "x")));
    }

    [Fact]
    public void Cancel_request()
        => AssertOctets("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":9}}""", Write(output => JsonRpcWriter.WriteCancelRequest(output, 9)));

    [Fact]
    public void Any_text_can_be_an_error_message_and_is_read_back()
    {
        var random = new Random(32_000);
        for (var round = 0; round < 1_000; round++)
        {
            var message = RandomText.Next(random, random.Next(30));
            var written = Write(output => JsonRpcWriter.WriteError(output, JsonRpcId.FromInteger(1), 1, message));
            Received.Read(written).AssertError("1", 1, string.Concat(message.EnumerateRunes()));
        }
    }

    [Theory]
    [InlineData("chat.join", "chat.join")]
    [InlineData("textDocument/hover", "textDocument/hover")]
    [InlineData("a\"b\\c\n", "a\\\"b\\\\c\\n")]
    [InlineData("größe<+>", "größe<+>")]
    public void Method_name_is_escaped_once_and_only_as_json_demands(string name, string written)
    {
        var method = new JsonRpcMethodName(name);
        Assert.Equal(name, Encoding.UTF8.GetString(method.Utf8));
        var request = Write(output =>
        {
            JsonRpcWriter.WriteRequestStart(output, method, 1);
            output.Write("[]}"u8);
        });
        AssertOctets($$"""{"jsonrpc":"2.0","id":1,"method":"{{written}}","params":[]}""", request);
        Received.Read(request).AssertRequest("1", name, "[]");
    }

    [Fact]
    public void Writing_a_call_and_its_answer_costs_no_allocation()
    {
        var output = new ArrayBufferWriter<byte>(4096);
        Assert.Equal(0, Allocations.LeastOf(() =>
        {
            output.ResetWrittenCount();
            JsonRpcWriter.WriteRequestStart(output, Join, 7);
            JsonText.WriteString(output, "lobby");
            JsonRpcWriter.WriteEnd(output);
            JsonRpcWriter.WriteNullResult(output, JsonRpcId.FromInteger(7));
            JsonRpcWriter.WriteError(output, JsonRpcId.FromInteger(7), 1, "a \"b\"");
        }));
    }

    private static byte[] Write(Action<IBufferWriter<byte>> write)
    {
        var output = new TightBufferWriter();
        write(output);
        return output.Written;
    }

    private static void AssertOctets(string expected, byte[] written) => Assert.Equal(expected, Encoding.UTF8.GetString(written));
}
