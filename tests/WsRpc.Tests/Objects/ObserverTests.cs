namespace WsRpc.Tests.Objects;

/// <summary>IObserver&lt;T&gt; by reference (docs/protocol.md, "Objects by reference"), octet for octet.</summary>
public sealed class ObserverTests
{
    private const string Observe = """{"jsonrpc":"2.0","id":7,"method":"ticker.observe","params":[{"__jsonrpc_marshaled":1,"handle":4}]}""";
    private const string Released = """{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":4,"ownedBySender":false}}""";

    private readonly Ticker _ticker = new();
    private readonly Listener<string> _listener = new();

    [Fact]
    public async Task Peers_observer_is_told_by_notifications_and_let_go_behind_the_last()
    {
        await using var peer = await ObservedAsync();
        _ticker.Observer!.OnNext("one");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/4/onNext","params":["one"]}""");
        _ticker.Observer.OnCompleted();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/invokeProxy/4/onCompleted","params":[]}""");
        await peer.Receives(Released);
        _ticker.Observer.OnNext("late");
        _ticker.Observer.OnCompleted();
        _ticker.Observer.OnError(new InvalidOperationException());
        await peer.IsAliveAndSilent();
    }

    [Theory]
    [InlineData(false, "System.Exception", "The sequence failed.")]
    [InlineData(true, "System.InvalidOperationException", "secret")]
    public async Task Peers_observer_learns_of_an_exception_no_more_than_it_may(bool details, string className, string message)
    {
        var log = new RecordingLogger();
        await using var peer = await ObservedAsync(options =>
        {
            options.SendExceptionDetails = details;
            options.LoggerFactory = log;
        });
        var failure = new InvalidOperationException("secret");
        _ticker.Observer!.OnError(failure);
        await peer.Receives($$"""{"jsonrpc":"2.0","method":"$/invokeProxy/4/onError","params":[{"ClassName":"{{className}}","Message":"{{message}}","Data":null,"InnerException":null,"HelpURL":null,"StackTraceString":null,"RemoteStackTraceString":null,"RemoteStackIndex":0,"ExceptionMethod":null,"HResult":-2146233088,"Source":null}]}""");
        await peer.Receives(Released);
        Assert.Contains(log.Entries, entry => entry.Exception == failure);
    }

    [Fact]
    public async Task Peers_observer_is_told_what_an_error_says_that_is_meant_for_it()
    {
        await using var peer = await ObservedAsync();
        _ticker.Observer!.OnError(new RpcErrorException(5, "sold out"));
        Assert.Contains("\"Message\":\"sold out\"", await peer.Receive());
    }

    [Fact]
    public async Task Peers_observer_of_a_connection_that_is_gone_is_told_nothing()
    {
        await using var peer = await ObservedAsync();
        peer.Connection.Abort();
        await peer.Engine.Completion.Within();
        _ticker.Observer!.OnNext("one");
        _ticker.Observer.OnCompleted();
    }

    [Fact]
    public async Task Own_observer_is_told_until_the_sequence_is_complete()
    {
        await using var peer = await LendAsync();
        await peer.Sends(Call("onNext", "\"one\""));
        await peer.Sends(Call("onNext", "\"two\""));
        await peer.Sends(Call("onCompleted", ""));
        await peer.Sends(Call("onNext", "\"late\""));
        await peer.Sends("""{"jsonrpc":"2.0","id":9,"method":"$/invokeProxy/1/onError","params":[null]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":9,"result":null}""");
        Assert.Null(await _listener.End.Within());
        Assert.Equal(["one", "two"], _listener.Told);
        peer.Connection.Abort();
        await peer.Engine.Completion.Within();
    }

    [Theory]
    [InlineData("""{"ClassName":"System.IO.IOException","Message":"full","HResult":-1}""", "full", "System.IO.IOException")]
    [InlineData("""{"Message":"full"}""", "full", null)]
    [InlineData("""{"ClassName":7,"Message":"\ud800"}""", "The peer's sequence failed.", null)]
    [InlineData("""{}""", "The peer's sequence failed.", null)]
    [InlineData("""[1]""", "The peer's sequence failed.", null)]
    [InlineData("null", "The peer's sequence failed.", null)]
    public async Task Own_observer_learns_class_and_message_of_an_exception(string error, string message, string? className)
    {
        await using var peer = await LendAsync();
        await peer.Sends(Call("onError", error));
        var failure = Assert.IsType<RpcErrorException>(await _listener.End.Within());
        Assert.Equal((message, className, "onError"), (failure.Message, failure.RemoteError?.Type, failure.Method));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("\"a\",\"b\"")]
    public async Task Own_observer_is_not_told_what_does_not_fit(string arguments)
    {
        await using var peer = await LendAsync();
        await peer.Sends($$"""{"jsonrpc":"2.0","id":9,"method":"$/invokeProxy/1/onNext","params":[{{arguments}}]}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":9,"error":{"code":-32602,"message":"onNext: """, await peer.Receive());
        Assert.Empty(_listener.Told);
    }

    [Fact]
    public async Task Own_observer_learns_that_the_connection_is_lost()
    {
        await using var peer = await LendAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":null}""");
        await peer.Sends(Call("onNext", "\"one\""));
        await peer.IsAliveAndSilent();
        peer.Connection.Abort();
        var failure = Assert.IsType<RpcConnectionLostException>(await _listener.End.Within());
        Assert.StartsWith("IObserver<String>: the connection ended before the stream did", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["one"], _listener.Told);
    }

    [Fact]
    public async Task Own_observer_learns_that_this_end_has_closed()
    {
        await using var peer = await LendAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":null}""");
        await peer.IsAliveAndSilent();
        var closing = peer.Engine.CloseAsync();
        await peer.ReceivesClose(1000, "");
        await closing.Within();
        Assert.IsType<RpcConnectionClosedException>(await _listener.End.Within());
    }

    [Fact]
    public async Task Own_observer_is_told_of_the_loss_behind_what_it_is_being_told()
    {
        using var gate = new ManualResetEventSlim();
        var entered = new TaskCompletionSource();
        _listener.OnTold = _ =>
        {
            entered.SetResult();
            gate.Wait(InTime.Limit);
        };
        await using var peer = await LendAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":null}""");
        await peer.Sends(Call("onNext", "\"one\""));
        await entered.Task.Within();
        peer.Connection.Abort();
        await peer.Engine.Completion.Within();
        Assert.False(_listener.End.IsCompleted);
        gate.Set();
        Assert.IsType<RpcConnectionLostException>(await _listener.End.Within());
    }

    [Fact]
    public async Task Own_observer_is_told_on_the_context_of_the_connection()
    {
        var context = new QueueContext();
        await using var peer = await LendAsync(options => options.SynchronizationContext = context);
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":null}""");
        await peer.IsAliveAndSilent();
        peer.Connection.Abort();
        await InTime.Until(() => context.Count > 0);
        Assert.False(_listener.End.IsCompleted);
        context.Work();
        Assert.IsType<RpcConnectionLostException>(await _listener.End.Within());
    }

    [Fact]
    public async Task Own_observer_of_a_call_that_fails_is_told_nothing()
    {
        await using var peer = await LendAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":5,"message":"no"}}""");
        await peer.Sends(Call("onNext", "\"late\""));
        await peer.IsAliveAndSilent();
        Assert.Equal((1L, 0), (peer.Engine.Counters.ObjectsReleased, _listener.Told.Count));
    }

    [Fact]
    public async Task Own_observer_of_a_call_without_an_answer_leaves_it_to_the_call_that_the_connection_is_lost()
    {
        await using var peer = await RawPeer.AttachAsync();
        var observing = peer.Engine.GetProxy<ITicker>().ObserveAsync(_listener);
        await peer.Receive();
        peer.Connection.Abort();
        await Assert.ThrowsAsync<RpcConnectionLostException>(() => observing.Within());
        Assert.False(_listener.End.IsCompleted);
    }

    [Theory]
    [InlineData("MaxCallsInFlight", 4, "")]
    [InlineData("MaxWaitingBytes", 4096, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task Own_observer_that_misses_something_is_told_so_and_nothing_more(string limit, int value, string text)
    {
        using var gate = new ManualResetEventSlim();
        var entered = new TaskCompletionSource();
        _listener.OnTold = _ =>
        {
            entered.TrySetResult();
            gate.Wait(InTime.Limit);
        };
        await using var peer = await LendAsync(options =>
        {
            options.MaxCallsInFlight = limit == nameof(options.MaxCallsInFlight) ? value : options.MaxCallsInFlight;
            options.MaxWaitingBytes = limit == nameof(options.MaxWaitingBytes) ? value : options.MaxWaitingBytes;
        });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":null}""");
        await peer.Sends(Call("onNext", "\"one\""));
        await entered.Task.Within();
        for (var i = 0; i < 100; i++)
        {
            await peer.Sends(Call("onNext", $"\"{text}\""));
        }

        await InTime.Until(() => peer.Engine.Counters.ObjectsReleased == 1);
        gate.Set();
        var failure = Assert.IsType<RpcLimitException>(await _listener.End.Within());
        Assert.Equal((limit, (long)value, $"IObserver<String>: what the peer told was dropped: {limit} = {value} is reached."), (failure.Limit, failure.Value, failure.Message));
        Assert.Equal(["one"], _listener.Told);
        await peer.IsAliveAndSilent();
    }

    private static string Call(string method, string arguments) => $$"""{"jsonrpc":"2.0","method":"$/invokeProxy/1/{{method}}","params":[{{arguments}}]}""";

    private async Task<RawPeer> ObservedAsync(Action<WsRpcClientOptions>? configure = null)
    {
        var peer = await RawPeer.AttachAsync(options =>
        {
            options.AddService<ITicker>(_ticker);
            configure?.Invoke(options);
        });
        await peer.Sends(Observe);
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":null}""");
        return peer;
    }

    private async Task<RawPeer> LendAsync(Action<WsRpcClientOptions>? configure = null)
    {
        var peer = await RawPeer.AttachAsync(configure);
        _ = peer.Engine.GetProxy<ITicker>().ObserveAsync(_listener);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"ticker.observe","params":[{"__jsonrpc_marshaled":1,"handle":1}]}""");
        return peer;
    }
}
