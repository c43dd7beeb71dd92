using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace WsRpc.Tests.Rpc;

/// <summary>What becomes of exceptions, on either end: docs/protocol.md, "Errors".</summary>
public sealed class FailureTests
{
    private const string Run = """{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"]}""";
    private const string Failed = """{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"probe.run failed."}}""";

    [Fact]
    public async Task Service_that_throws_at_once_answers_without_details()
    {
        await using var peer = await RawPeer.AttachAsync(Runs(() => throw new InvalidOperationException("secret")));
        await peer.Sends(Run);
        await peer.Receives(Failed);
    }

    [Fact]
    public async Task Service_that_throws_later_answers_without_details()
    {
        await using var peer = await RawPeer.AttachAsync(Runs(async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("secret");
        }));
        await peer.Sends(Run);
        await peer.Receives(Failed);
    }

    [Fact]
    public async Task Service_that_returns_no_task_has_failed()
    {
        var logger = new RecordingLogger();
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.LoggerFactory = logger;
            options.AddService<IProbe>(Runs(() => null!));
        });
        await peer.Sends(Run);
        await peer.Receives(Failed);
        var exception = Assert.IsType<InvalidOperationException>(Assert.Single(logger.Entries, entry => entry.Level == LogLevel.Warning).Exception);
        Assert.Contains("returned null instead of a task", exception.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exception_that_throws_when_it_is_read_fails_its_call_and_tells_nothing(bool later)
    {
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.SendExceptionDetails = true;
            options.AddService<IProbe>(Runs(async () =>
            {
                if (later)
                {
                    await Task.Yield();
                }

                throw new UnreadableException();
            }));
        });
        await peer.Sends(Run);
        await peer.Receives(Failed);
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"method":"probe.nope"}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"probe.nope: no such method."}}""");
    }

    [Fact]
    public async Task Details_are_sent_where_they_are_switched_on()
    {
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.SendExceptionDetails = true;
            options.AddService<IProbe>(Runs(() => throw new InvalidOperationException("the disk is full")));
        });
        await peer.Sends(Run);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"the disk is full","data":{"type":"System.InvalidOperationException","message":"the disk is full","stack":null,"code":-2146233079,"inner":null}}}""");
    }

    [Fact]
    public async Task Cancellation_that_nobody_asked_for_is_an_ordinary_failure()
    {
        await using var peer = await RawPeer.AttachAsync(Runs(() => throw new OperationCanceledException()));
        await peer.Sends(Run);
        await peer.Receives(Failed);
    }

    [Fact]
    public async Task Error_exception_is_sent_as_it_is()
    {
        await using var peer = await RawPeer.AttachAsync(Runs(() => throw new RpcErrorException(1001, "quota \"exceeded\"", JsonSerializer.SerializeToElement(new { limit = 10 }))));
        await peer.Sends(Run);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":1001,"message":"quota \"exceeded\"","data":{"limit":10}}}""");
    }

    [Theory]
    [InlineData(4711, false, "probe.run failed.")]
    [InlineData(-32601, false, "probe.run failed.")]
    [InlineData(-32602, false, "probe.run failed.")]
    [InlineData(-32000, false, "probe.run failed.")]
    [InlineData(4711, true, "secret of another peer")]
    public async Task Error_of_a_peer_that_leaves_a_service_is_the_services_own_failure(int code, bool details, string text)
    {
        var logger = new RecordingLogger();
        RawPeer? peer = null;
        await using var attached = peer = await RawPeer.AttachAsync(options =>
        {
            options.LoggerFactory = logger;
            options.SendExceptionDetails = details;
            options.AddService<IProbe>(Runs(async () =>
            {
                await peer!.Proxy.ResetAsync();
                return "never";
            }));
        });
        await peer.Sends(Run);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.reset","params":[]}""");
        await peer.Sends($$$"""{"jsonrpc":"2.0","id":1,"error":{"code":{{{code}}},"message":"secret of another peer","data":"secret too"}}""");
        var data = details ? ""","data":{"type":"WsRpc.RpcErrorException","message":"secret of another peer","stack":null,"code":-2146233088,"inner":null}""" : "";
        await peer.Receives($$$"""{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"{{{text}}}"{{{data}}}}}""");
        var failure = Assert.IsAssignableFrom<RpcErrorException>(Assert.Single(logger.Entries, entry => entry.Level == LogLevel.Warning).Exception);
        Assert.Equal((code, "probe.reset"), (failure.Code, failure.Method));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Error_whose_data_is_disposed_goes_without(bool later)
    {
        await using var peer = await RawPeer.AttachAsync(Runs(async () =>
        {
            if (later)
            {
                await Task.Yield();
            }

            using var document = JsonDocument.Parse("{}");
            throw new RpcErrorException(7, "x", document.RootElement);
        }));
        await peer.Sends(Run);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":7,"message":"x"}}""");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Result_that_cannot_be_written_answers_serialization_failed()
    {
        await using var peer = await RawPeer.AttachAsync(new Probe { OnOpen = _ => Task.FromResult(Box.Of(() => throw new InvalidOperationException("secret"))) });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.open","params":[{}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32003,"message":"probe.open: the result cannot be written."}}""");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Argument_that_cannot_be_written_fails_its_call_and_sends_nothing()
    {
        await using var peer = await RawPeer.AttachAsync();
        var failure = await Assert.ThrowsAsync<RpcSerializationException>(() => peer.Proxy.OpenAsync(Box.Of(() => throw new InvalidOperationException("no label"))).Within());
        Assert.Equal("probe.open: argument \"box\" cannot be written: no label", failure.Message);
        Assert.Equal("probe.open", failure.Method);
        await peer.IsAliveAndSilent();
        _ = peer.Proxy.OpenAsync(new Box { Label = "whole" });
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.open","params":[{"label":"whole"}]}""");
    }

    [Fact]
    public async Task Result_that_cannot_be_read_fails_its_call_alone()
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.EchoAsync(1);
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":"seven"}""");
        var failure = await Assert.ThrowsAsync<RpcSerializationException>(() => call.Within());
        Assert.StartsWith("probe.echo: the result cannot be read: ", failure.Message);
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Null_is_no_string_result()
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.SayAsync("x");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":null}""");
        await Assert.ThrowsAsync<RpcSerializationException>(() => call.Within());
    }

    [Fact]
    public async Task Serialization_failure_of_a_services_own_call_is_no_fault_of_its_result()
    {
        var label = Box.Of(() => throw new InvalidOperationException());
        RawPeer? peer = null;
        await using var attached = peer = await RawPeer.AttachAsync(Runs(async () =>
        {
            await peer!.Proxy.OpenAsync(label);
            return "never";
        }));
        await peer.Sends(Run);
        await peer.Receives(Failed);
    }

    [Fact]
    public async Task Getter_that_makes_a_call_harms_neither_call()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        var inner = Task.FromResult(0);
        var box = Box.Of(() =>
        {
            inner = pair.Proxy.AddAsync(20, 22);
            return "outer";
        });
        Assert.Equal("outer", (await pair.Proxy.OpenAsync(box).Within()).Label);
        Assert.Equal(42, await inner.Within());
    }

    [Fact]
    public async Task Getter_that_waits_for_a_call_harms_neither_call()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        var box = Box.Of(() => pair.Proxy.SayAsync("inner").AsTask().GetAwaiter().GetResult());
        Assert.Equal("inner", (await pair.Proxy.OpenAsync(box).Within()).Label);
    }

    [Fact]
    public async Task Error_answer_becomes_an_exception_with_code_message_and_data()
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.EchoAsync(1);
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"data":{"limit":10},"message":"quota exceeded","code":1001}}""");
        var failure = await Assert.ThrowsAsync<RpcErrorException>(() => call.Within());
        Assert.Equal((1001, "quota exceeded", "probe.echo"), (failure.Code, failure.Message, failure.Method));
        Assert.Equal(10, failure.ErrorData!.Value.GetProperty("limit").GetInt32());
    }

    [Theory]
    [InlineData(-32601, typeof(RpcMethodNotFoundException))]
    [InlineData(-32602, typeof(RpcInvalidParamsException))]
    [InlineData(-32603, typeof(RpcErrorException))]
    [InlineData(-32000, typeof(RpcErrorException))]
    public async Task Known_codes_have_exceptions_of_their_own(int code, Type exception)
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.ResetAsync();
        await peer.Receive();
        await peer.Sends($$$"""{"jsonrpc":"2.0","id":1,"error":{"code":{{{code}}},"message":null}}""");
        var failure = await Assert.ThrowsAsync(exception, () => call.Within());
        Assert.Equal(("", code), (failure.Message, ((RpcErrorException)failure).Code));
    }

    [Fact]
    public async Task Unknown_method_says_what_the_peer_serves()
    {
        await using var pair = await RpcPair.ConnectAsync(server: new Probe());
        var failure = await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => pair.Client.InvokeAsync<int>("chat.join").Within());
        Assert.Equal("chat.join: no such method. The peer serves: probe.", failure.Message);
    }

    [Fact]
    public async Task Unknown_method_of_a_known_service_does_not_list_the_services()
    {
        await using var pair = await RpcPair.ConnectAsync(server: new Probe());
        var failure = await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => pair.Client.InvokeAsync<int>("probe.join").Within());
        Assert.Equal("probe.join: no such method.", failure.Message);
    }

    [Theory]
    [InlineData("chat.nope", "chat.nope: no such method. The peer serves: admin, health.")]
    [InlineData("adm.nope", "adm.nope: no such method. The peer serves: admin, health.")]
    [InlineData("nope", "nope: no such method. The peer serves: admin, health.")]
    [InlineData("health.nope", "health.nope: no such method.")]
    public async Task Services_are_listed_where_the_method_belongs_to_none(string method, string message)
    {
        await using var peer = await RawPeer.AttachAsync(subprotocol: "wsrpc.1");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"services":["admin","health"]}}""");
        await peer.IsAliveAndSilent();
        var call = peer.Engine.InvokeAsync<int>(method);
        await peer.Receive();
        await peer.Sends($$$"""{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"{{{method}}}: no such method."}}""");
        Assert.Equal(message, (await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => call.Within())).Message);
    }

    private static Probe Runs(Func<Task<string>> run) => new() { OnRun = (_, _) => run() };

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
