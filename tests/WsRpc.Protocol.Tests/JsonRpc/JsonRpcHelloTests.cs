using System.Buffers;
using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

public sealed class JsonRpcHelloTests
{
    [Fact]
    public void Hello_is_written_as_documented_and_read_back()
    {
        var hello = new JsonRpcHello { MaxMessageBytes = 4_194_304, MaxCallsInFlight = 1_024, Services = ["chat"] };
        Assert.Equal(
            """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"limits":{"maxMessageBytes":4194304,"maxCallsInFlight":1024},"services":["chat"],"capabilities":[]}}""",
            Write(hello));
        AssertRoundTrip(hello);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(1L, null)]
    [InlineData(null, 1)]
    [InlineData(long.MaxValue, int.MaxValue)]
    public void Every_combination_of_limits_is_read_back(long? maxMessageBytes, int? maxCallsInFlight)
        => AssertRoundTrip(new()
        {
            Version = 3,
            MaxMessageBytes = maxMessageBytes,
            MaxCallsInFlight = maxCallsInFlight,
            Services = ["a.b", "quote\"", "größe"],
            Capabilities = ["streams", "events"],
        });

    [Fact]
    public void Keep_alive_times_are_written_and_read_back()
    {
        var hello = new JsonRpcHello { KeepAliveIntervalMs = 30_000, KeepAliveTimeoutMs = 20_000 };
        Assert.Contains("""{"version":1,"limits":{"keepAliveIntervalMs":30000,"keepAliveTimeoutMs":20000},""", Write(hello));
        AssertRoundTrip(hello);
    }

    [Fact]
    public void An_unknown_member_is_skipped_however_deep_it_is()
    {
        var deep = $$"""{"version":1,"deep":{{new string('[', 500)}}{{new string(']', 500)}}}""";
        Assert.True(JsonRpcHello.TryRead(Encoding.UTF8.GetBytes(deep), out var hello));
        Assert.Equal(1, hello?.Version);
    }

    [Theory]
    [InlineData("""{"version":1}""")]
    [InlineData(""" {"version":1,"limits":{},"services":[],"capabilities":[]} """)]
    [InlineData("""{"limits":{"x":[1],"y":{}},"methods":{"a":"b"},"\ud800":[{}],"v\u0065rsion":1}""")]
    [InlineData("""{"version":9,"version":1}""")]
    [InlineData("""{"limits":{"maxMessageBytes":9,"maxCallsInFlight":9},"services":["a"],"capabilities":["a"],"version":1,"limits":{},"services":[],"capabilities":[]}""")]
    public void Version_is_enough_and_unknown_members_are_skipped(string json)
    {
        var hello = Read(json);
        Assert.NotNull(hello);
        Assert.Equal((1, null, null), (hello.Version, hello.MaxMessageBytes, hello.MaxCallsInFlight));
        Assert.Empty(hello.Services);
        Assert.Empty(hello.Capabilities);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("""{"version":1}x""")]
    [InlineData("""{"version":0}""")]
    [InlineData("""{"version":-1}""")]
    [InlineData("""{"version":1.5}""")]
    [InlineData("""{"version":"1"}""")]
    [InlineData("""{"version":null}""")]
    [InlineData("""{"version":4294967297}""")]
    [InlineData("""{"version":1,"limits":[]}""")]
    [InlineData("""{"version":1,"limits":null}""")]
    [InlineData("""{"version":1,"limits":{"maxMessageBytes":0}}""")]
    [InlineData("""{"version":1,"limits":{"maxMessageBytes":"1"}}""")]
    [InlineData("""{"version":1,"limits":{"maxCallsInFlight":-5}}""")]
    [InlineData("""{"version":1,"limits":{"maxCallsInFlight":{}}}""")]
    [InlineData("""{"version":1,"limits":{"keepAliveIntervalMs":0}}""")]
    [InlineData("""{"version":1,"limits":{"keepAliveTimeoutMs":"1"}}""")]
    [InlineData("""{"version":1,"services":"chat"}""")]
    [InlineData("""{"version":1,"services":[1]}""")]
    [InlineData("""{"version":1,"services":["a",null]}""")]
    [InlineData("""{"version":1,"services":[["a"]]}""")]
    [InlineData("""{"version":1,"capabilities":{}}""")]
    public void Malformed_hello_is_refused(string json) => Assert.Null(Read(json));

    [Fact]
    public void Bad_utf8_is_refused() => Assert.False(JsonRpcHello.TryRead([.. "{\"version\":1,\"services\":[\""u8, 0xFF, .. "\"]}"u8], out _));

    [Fact]
    public void Lists_are_bounded()
    {
        Assert.Equal(JsonRpcHello.MaxNames, Read(WithServices(JsonRpcHello.MaxNames))!.Services.Count);
        Assert.Null(Read(WithServices(JsonRpcHello.MaxNames + 1)));
    }

    [Fact]
    public void Truncated_hello_is_refused()
    {
        const string Json = """{"version":1,"limits":{"maxMessageBytes":4194304,"maxCallsInFlight":1024},"services":["chat"],"capabilities":["x\u0061"]}""";
        Assert.NotNull(Read(Json));
        for (var length = 0; length < Json.Length; length++)
        {
            Assert.Null(Read(Json[..length]));
        }
    }

    private static string WithServices(int count) => $$"""{"version":1,"services":[{{string.Join(',', Enumerable.Repeat("\"s\"", count))}}]}""";

    private static JsonRpcHello? Read(string json)
    {
        var read = JsonRpcHello.TryRead(Encoding.UTF8.GetBytes(json), out var hello);
        Assert.Equal(read, hello is not null);
        return hello;
    }

    private static string Write(JsonRpcHello hello)
    {
        var output = new ArrayBufferWriter<byte>();
        hello.WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void AssertRoundTrip(JsonRpcHello hello)
    {
        var message = Received.Read(Write(hello));
        Assert.Equal((JsonRpcMessageKind.Notification, JsonRpcHello.Method), (message.Kind, message.Method));
        var read = Read(message.Params);
        Assert.NotNull(read);
        Assert.Equal((hello.Version, hello.MaxMessageBytes, hello.MaxCallsInFlight), (read.Version, read.MaxMessageBytes, read.MaxCallsInFlight));
        Assert.Equal((hello.KeepAliveIntervalMs, hello.KeepAliveTimeoutMs), (read.KeepAliveIntervalMs, read.KeepAliveTimeoutMs));
        Assert.Equal(hello.Services, read.Services);
        Assert.Equal(hello.Capabilities, read.Capabilities);
    }
}
