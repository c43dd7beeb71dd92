using Microsoft.Extensions.Logging;

namespace WsRpc.Tests.Rpc;

/// <summary>A logger that throws is a mistake of this end; callers must not wait for ever because of it.</summary>
public sealed class LoggingTests
{
    public static TheoryData<string> Logged =>
    [
        """{"jsonrpc":"2.0","id":1,"method":"chat.nope"}""",
        """{"jsonrpc":"2.0","method":"chat.nope"}""",
        """{"jsonrpc":"2.0","id":1,"method":"$/nope"}""",
        """{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[]}""",
        """{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"]}""",
        """{"jsonrpc":"2.0","id":1,"method":"probe.ask","params":[1]}""",
        """{"jsonrpc":"2.0","id":1,"error":5}""",
        """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"?"}}""",
        "[]",
        "{",
    ];

    [Theory]
    [MemberData(nameof(Logged))]
    public async Task Connection_goes_on_or_ends_when_the_logger_throws(string message)
    {
        var logger = new RecordingLogger();
        var probe = new Probe
        {
            OnRun = (_, _) => throw new InvalidOperationException(),
            OnAsk = async (_, _) =>
            {
                await Task.Yield();
                throw new InvalidOperationException();
            },
        };
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.LoggerFactory = logger;
            options.AddService<IProbe>(probe);
        });
        var waiting = peer.Proxy.ResetAsync();
        logger.OnLog = _ => throw new ObjectDisposedException("log");
        await peer.Sends(message);
        await Alive(peer);
        Assert.Contains(logger.Entries, entry => entry.Level >= LogLevel.Information);

        await peer.Connection.CloseAsync().Within();
        await peer.Engine.Completion.Within();
        await Assert.ThrowsAnyAsync<RpcException>(() => waiting.Within());
    }

    [Fact]
    public async Task Call_that_was_refused_is_counted_once_when_the_logger_throws()
    {
        var logger = new RecordingLogger { OnLog = _ => throw new ObjectDisposedException("log") };
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.LoggerFactory = logger;
            options.MaxCallsInFlight = 1;
            options.AddService<IProbe>(new Probe { OnRun = (_, _) => new TaskCompletionSource<string>().Task });
        });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"probe.add: argument \"a\" is missing"}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"method":"probe.run","params":["x"]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":3,"method":"probe.run","params":["x"]}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":3,"error":{"code":-32005""", await peer.Receive());
    }

    [Fact]
    public async Task Services_are_disposed_when_the_logger_throws()
    {
        var logger = new RecordingLogger();
        var service = new Disposable();
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.LoggerFactory = logger;
            options.AddService<IOther>(_ => service);
        });
        logger.OnLog = _ => throw new ObjectDisposedException("log");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"chat.nope"}""");
        await Alive(peer);
        await peer.Connection.CloseAsync().Within();
        await service.Disposed.Task.Within();
    }

    [Fact]
    public async Task Services_are_disposed_once_when_the_logger_throws_at_a_call_that_blocked()
    {
        using var mayGoOn = new ManualResetEventSlim();
        var logger = new RecordingLogger();
        var service = new Disposable();
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.LoggerFactory = logger;
            options.AddService<IOther>(_ => service);
            options.AddService<IProbe>(new Probe
            {
                OnRun = (_, _) =>
                {
                    Assert.True(mayGoOn.Wait(InTime.Limit));
                    throw new InvalidOperationException();
                },
            });
        });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.run","params":["x"]}""");
        await Alive(peer); // another worker goes on
        logger.OnLog = _ => throw new ObjectDisposedException("log");
        mayGoOn.Set();
        await InTime.Until(() => logger.Entries.Any(entry => entry.Exception is InvalidOperationException));
        await Alive(peer);
        await peer.Connection.CloseAsync().Within();
        await peer.Engine.Completion.Within();
        await service.Disposed.Task.Within();
        Assert.Equal(1, service.Disposals);
        Assert.Single(logger.Entries, entry => entry.Text.Contains("closed with code", StringComparison.Ordinal));
    }

    // Until the engine has answered a call that came later, or the connection has ended.
    private static async Task Alive(RawPeer peer)
    {
        try
        {
            await peer.Sends("""{"jsonrpc":"2.0","id":"later","method":"other.ping"}""");
        }
        catch (InvalidOperationException)
        {
            return;
        }

        while (true)
        {
            var message = await peer.Connection.ReceiveAsync().Within();
            if (message.IsClose || message.Payload.Span.IndexOf("later"u8) >= 0)
            {
                return;
            }
        }
    }

    private sealed class Disposable : IOther, IDisposable
    {
        private int _disposals;

        public TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Disposals => Volatile.Read(ref _disposals);

        public Task PingAsync() => Task.CompletedTask;

        public void Dispose()
        {
            Interlocked.Increment(ref _disposals);
            Disposed.TrySetResult();
        }
    }
}
