using System.Text.Json;

namespace WsRpc.Tests.StreamJsonRpc;

/// <summary>What a client of StreamJsonRpc 2.26 was seen to send, and what it gets from us: the same octets wherever the wire demands them.</summary>
public sealed class CalleeTests
{
    private readonly List<int> _fired = [];

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"AddAsync","params":[1,2]}""", """{"jsonrpc":"2.0","id":2,"result":3}""")]
    [InlineData("""{"jsonrpc":"2.0","id":6,"method":"AddAsync","params":{"a":3,"b":4}}""", """{"jsonrpc":"2.0","id":6,"result":7}""")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"method":"NopAsync","params":[]}""", """{"jsonrpc":"2.0","id":3,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"method":"NopAsync","params":{}}""", """{"jsonrpc":"2.0","id":3,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"NopAsync"}""", """{"jsonrpc":"2.0","id":7,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":9223372036854775807,"method":"NopAsync","params":[]}""", """{"jsonrpc":"2.0","id":9223372036854775807,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"abc","method":"NopAsync","params":[]}""", """{"jsonrpc":"2.0","id":"abc","result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"NopAsync","params":[]}""", """{"jsonrpc":"2.0","id":null,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"AddAsync","params":[1,2],"traceparent":"00-9c6eb9261d212ac331bcd96601ff5304-b0ab0f86702da13a-01","tracestate":"rojo=00f067aa0ba902b7"}""", """{"jsonrpc":"2.0","id":2,"result":3}""")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"AddAsync","params":[1,2],"joinableTaskToken":"x"}""", """{"jsonrpc":"2.0","id":2,"result":3}""")]
    public async Task Call_is_answered_in_the_same_octets(string request, string answer)
    {
        await using var peer = await ServeAsync();
        await peer.Sends(request);
        await peer.Receives(answer);
    }

    [Fact]
    public async Task Notification_is_taken_and_not_answered()
    {
        await using var peer = await ServeAsync();
        await peer.Sends("""{"jsonrpc":"2.0","method":"Fire","params":[5]}""");
        await peer.IsAliveAndSilent();
        Assert.Equal([5], _fired);
    }

    [Fact]
    public async Task Events_are_told_in_the_same_octets()
    {
        var math = new Math([]);
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IMath>(math));
        math.Change(9);
        await peer.Receives("""{"jsonrpc":"2.0","method":"Changed","params":[{"Value":9}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"Cleared","params":[{}]}""");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":9}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":[9]}""")]
    public async Task Cancellation_ends_a_call_with_32800(string cancellation)
    {
        await using var peer = await ServeAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":9,"method":"SlowAsync","params":[7]}""");
        await peer.Sends(cancellation);
        var error = JsonDocument.Parse(await peer.Receive()).RootElement;
        Assert.Equal((9, -32800), (error.GetProperty("id").GetInt32(), error.GetProperty("error").GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData("custom", """{"jsonrpc":"2.0","id":11,"error":{"code":4242,"message":"custom","data":{"k":1}}}""")]
    [InlineData("custom2", """{"jsonrpc":"2.0","id":11,"error":{"code":-32000,"message":"custom2"}}""")]
    public async Task Error_of_the_services_own_making_is_sent_in_the_same_octets(string how, string answer)
    {
        await using var peer = await ServeAsync();
        await peer.Sends($$"""{"jsonrpc":"2.0","id":11,"method":"FailAsync","params":["{{how}}"]}""");
        await peer.Receives(answer);
    }

    [Fact]
    public async Task Exception_has_the_members_of_CommonErrorData_in_their_order_where_details_are_sent()
    {
        await using var peer = await ServeAsync(details: true);
        await peer.Sends("""{"jsonrpc":"2.0","id":10,"method":"FailAsync","params":["throw"]}""");
        await peer.Receives(
            """{"jsonrpc":"2.0","id":10,"error":{"code":-32000,"message":"outer msg","data":{"type":"System.InvalidOperationException","message":"outer msg","stack":null,"code":-2146233079,"inner":{"type":"System.ArgumentException","message":"inner msg","stack":null,"code":-2147024809,"inner":null}}}}""");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":13,"method":"Bogus","params":[]}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":13,"method":"AddAsync","params":[1]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":13,"method":"AddAsync","params":[1,2,3]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":13,"method":"AddAsync","params":{"a":1,"c":2}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":13,"method":"AddAsync","params":{"a":1,"B":2}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":13,"method":"AddAsync","params":[null,2]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":13,"method":"$/enumerator/next","params":[2]}""", -32001)]
    public async Task Calls_that_do_not_fit_have_the_same_codes(string request, int code)
    {
        await using var peer = await ServeAsync();
        await peer.Sends(request);
        var error = JsonDocument.Parse(await peer.Receive()).RootElement;
        Assert.Equal((13, code), (error.GetProperty("id").GetInt32(), error.GetProperty("error").GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"Bogus","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"Fire","params":["x"]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/progress","params":[0,1]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":[4]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":777}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":777,"result":null}""")]
    public async Task What_is_not_for_us_gets_no_answer_that_would_end_the_peer(string message)
    {
        await using var peer = await ServeAsync();
        await peer.Sends(message);
        await peer.IsAliveAndSilent();
    }

    private Task<RawPeer> ServeAsync(bool details = false) => RawPeer.AttachAsync(options =>
    {
        options.SendExceptionDetails = details;
        options.AddService<IMath>(new Math(_fired));
    });

    private sealed class Math(List<int> fired) : IMath
    {
        public event EventHandler<Changed>? Changed;

        public event EventHandler? Cleared;

        public void Change(int value)
        {
            Changed?.Invoke(this, new Changed(value));
            Cleared?.Invoke(this, EventArgs.Empty);
        }

        public Task<int> AddAsync(int a, int b) => Task.FromResult(a + b);

        public Task NopAsync() => Task.CompletedTask;

        public ValueTask Fire(int number)
        {
            fired.Add(number);
            return default;
        }

        public async Task<string> SlowAsync(int seconds, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "";
        }

        public Task FailAsync(string how) => throw (how switch
        {
            "custom" => new RpcErrorException(4242, "custom", JsonDocument.Parse("""{"k":1}""").RootElement),
            "custom2" => new RpcErrorException(-32000, "custom2"),
            _ => new InvalidOperationException("outer msg", new ArgumentException("inner msg")),
        });
    }
}
