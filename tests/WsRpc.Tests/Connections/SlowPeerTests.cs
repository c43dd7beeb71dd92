using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>A peer that takes nothing, while more waits for it than the high water mark.</summary>
public sealed class SlowPeerTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Peer_that_takes_nothing_is_cut_and_its_sender_released()
    {
        var stream = new ScriptedStream { OnWrite = () => new TaskCompletionSource().Task };
        var connection = Connect(stream);
        var sending = connection.SendTextAsync("more than ten octets").AsTask();

        _clock.Advance(Timeout - TimeSpan.FromTicks(1));
        Assert.False(sending.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));

        await sending.Within();
        var closed = await connection.Completion.Within();
        Assert.Equal((1013, $"the peer reads too slowly: it took nothing for {Timeout.TotalSeconds} s (SlowPeerTimeout)", false), (closed.Code, closed.Reason, closed.InitiatedByPeer));
    }

    [Fact]
    public async Task Peer_that_takes_a_slice_from_time_to_time_is_not_cut()
    {
        var writes = new Queue<TaskCompletionSource>();
        var stream = new ScriptedStream
        {
            OnWrite = () =>
            {
                lock (writes)
                {
                    writes.Enqueue(new TaskCompletionSource());
                    return writes.Last().Task;
                }
            },
        };
        var connection = Connect(stream);
        var sending = connection.SendAsync(WebSocketOpcode.Binary, new byte[1024 * 1024]).AsTask();
        for (var slice = 1; slice <= 4; slice++)
        {
            await InTime.Until(() => IsWriting() && stream.Writes == slice && _clock.TimerCount == 1);
            _clock.Advance(Timeout / 2);
            lock (writes)
            {
                writes.Dequeue().SetResult();
            }

            await InTime.Until(() => stream.Writes == slice + 1);
            _clock.Advance(Timeout / 2);
            Assert.Null(connection.Closed);
        }

        Assert.False(sending.IsCompleted);
        connection.Abort();
        await sending.Within();

        bool IsWriting()
        {
            lock (writes)
            {
                return writes.Count > 0;
            }
        }
    }

    [Fact]
    public async Task Queue_that_fills_again_is_watched_again()
    {
        // The watch ends while the queue fills again: many times, since only some of them meet in the middle.
        for (var round = 0; round < 100; round++)
        {
            var firstWrite = new TaskCompletionSource();
            var never = new TaskCompletionSource();
            var stream = new ScriptedStream { OnWrite = () => firstWrite.Task };
            var connection = Connect(stream);
            var first = connection.SendTextAsync("more than ten octets").AsTask();
            _ = connection.SendTextAsync("x").AsTask();
            stream.OnWrite = () =>
            {
                // The first message is gone, the watch has heard of it, and the flush has not yet ended.
                _ = connection.SendTextAsync("more than ten octets again").AsTask();
                return never.Task;
            };
            firstWrite.SetResult();
            await first.Within();
            await InTime.Until(() =>
            {
                _clock.Advance(Timeout);
                return connection.Closed is not null;
            });
            Assert.Equal(1013, connection.Closed!.Code);
        }
    }

    [Fact]
    public async Task Queue_beyond_sixteen_times_the_high_water_mark_cuts_the_peer()
    {
        var stream = new ScriptedStream { OnWrite = () => new TaskCompletionSource().Task };
        var connection = Connect(stream);
        var first = connection.SendAsync(WebSocketOpcode.Binary, new byte[80]).AsTask();
        var second = connection.SendAsync(WebSocketOpcode.Binary, new byte[80]).AsTask(); // 164 octets with its header, 160 are the bound
        Assert.Null(connection.Closed);

        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.SendAsync(WebSocketOpcode.Binary, new byte[1]).AsTask());
        await Task.WhenAll(first, second).Within();
        var closed = await connection.Completion.Within();
        Assert.Equal((1013, "the peer reads too slowly: more than 160 octets wait for it", false), (closed.Code, closed.Reason, closed.InitiatedByPeer));
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public async Task Two_peers_that_wait_for_each_other_to_read_do_not_wait_for_ever()
    {
        const int Calls = 200;
        void Configure(WsRpcClientOptions options)
        {
            options.MaxOutgoingBytes = 64 * 1024;
            options.TimeProvider = _clock;
        }

        await using var pair = await RpcPair.ConnectAsync(new Probe(), new Probe(), Configure, Configure);
        var there = pair.Proxy;
        var back = pair.Server.GetProxy<IProbe>();
        var calls = Enumerable.Range(0, Calls)
            .SelectMany(_ => new[] { there.SayAsync("xxxxxxxxxx", 1000).AsTask(), back.SayAsync("xxxxxxxxxx", 1000).AsTask() })
            .ToArray();

        var all = Task.WhenAll(calls.Select(call => call.ContinueWith(static _ => { }, TaskScheduler.Default)));
        await InTime.Until(() =>
        {
            _clock.Advance(Timeout);
            return all.IsCompleted;
        });

        Assert.All(calls, call => Assert.True(call.IsCompletedSuccessfully || call.Exception?.InnerException is RpcException));
    }

    private WebSocketConnection Connect(ScriptedStream stream) => WebSocketConnection.FromStream(
        stream, WebSocketRole.Server, options: new() { OutgoingHighWaterBytes = 10, SlowPeerTimeout = Timeout, KeepAliveInterval = System.Threading.Timeout.InfiniteTimeSpan, TimeProvider = _clock });
}
