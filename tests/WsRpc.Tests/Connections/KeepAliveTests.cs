using System.Runtime.CompilerServices;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>Whether the peer is still there: pings after 30 seconds of silence, the end when 20 more pass.</summary>
public sealed class KeepAliveTests
{
    // Pings of a server in the order they are sent: each holds its number.
    private static readonly byte[] FirstPing = [0x89, 4, 0, 0, 0, 1];
    private static readonly byte[] SecondPing = [0x89, 4, 0, 0, 0, 2];

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Silent_peer_is_sent_a_ping_and_lost_when_it_does_not_answer()
    {
        var stream = new ScriptedStream();
        var connection = Connect(stream);
        var receiving = connection.ReceiveAsync().AsTask();
        Pass(seconds: 29);
        Assert.Empty(stream.Written);
        Pass(seconds: 1);
        await IsWritten(connection, stream, FirstPing);

        Pass(seconds: 20);
        Assert.Null(connection.Closed);
        Pass(seconds: 1);
        var closed = await connection.Completion.Within();
        Assert.Equal((1006, "the peer did not answer a ping within 20 s", true), (closed.Code, closed.Reason, closed.InitiatedByPeer));
        Assert.True((await receiving.Within()).IsClose);
        Assert.True(stream.IsDisposed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Time_stands_still_while_a_debugger_is_attached_unless_it_is_not_to(bool pauses)
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server, options: new()
        {
            TimeProvider = _clock,
            PauseTimeoutsWhenDebugging = pauses,
            IsDebuggerAttached = static () => true,
        });
        var receiving = connection.ReceiveAsync().AsTask();
        Pass(seconds: 60);
        if (pauses)
        {
            Assert.Empty(stream.Written);
        }
        else
        {
            await IsWritten(connection, stream, FirstPing);
        }

        connection.Abort();
        await receiving.Within();
    }

    [Fact]
    public async Task Pong_is_an_answer_and_measures_the_round_trip()
    {
        var stream = new ScriptedStream();
        var connection = Connect(stream);
        var receiving = connection.ReceiveAsync().AsTask();
        Pass(seconds: 30);
        await IsWritten(connection, stream, FirstPing);
        Assert.Null(connection.RoundTripTime);

        Pass(seconds: 7);
        stream.Arrives(Masked(0x8A, 0, 0, 0, 1));
        await InTime.Until(() => connection.RoundTripTime is not null);
        Assert.Equal(TimeSpan.FromSeconds(7), connection.RoundTripTime);

        // The silence begins anew.
        await InTime.Until(() => connection.IsReading);
        Pass(seconds: 30);
        Assert.Equal(FirstPing, stream.Written);
        Pass(seconds: 1);
        await IsWritten(connection, stream, [.. FirstPing, .. SecondPing]);
        Assert.False(receiving.IsCompleted);
        connection.Abort();
        await receiving.Within();
    }

    [Fact]
    public async Task Anything_that_comes_will_do_as_an_answer_even_part_of_a_frame()
    {
        var stream = new ScriptedStream();
        var connection = Connect(stream);
        var receiving = connection.ReceiveAsync().AsTask();
        for (byte ping = 1; ping <= 3; ping++)
        {
            Pass(seconds: 31);
            await InTime.Until(() => stream.Written.Length == ping * FirstPing.Length && connection.KeepAlive != KeepAliveState.PingDue);
            Pass(seconds: 15);
            stream.Arrives(new byte[] { 0x82, 0xFD, 0 }[ping - 1]);
            await InTime.Until(() => connection.HasHeard && connection.IsReading);
        }

        Assert.Null(connection.Closed);
        connection.Abort();
        await receiving.Within();
    }

    [Fact]
    public async Task Pong_nobody_asked_for_is_ignored()
    {
        var stream = new ScriptedStream();
        var connection = Connect(stream);
        stream.Arrives([.. Masked(0x8A), .. Masked(0x8A, 0, 0, 0, 1), .. Masked(0x8A, 1, 2, 3, 4, 5), .. Masked(0x81, (byte)'x')]);
        Assert.Equal(1, (await connection.ReceiveAsync().Within()).Payload.Length);
        Assert.Null(connection.RoundTripTime);
        Assert.Empty(stream.Written);
        connection.Abort();
    }

    [Fact]
    public async Task Peer_is_not_judged_while_nobody_receives()
    {
        var stream = new ScriptedStream();
        var connection = Connect(stream);
        Pass(seconds: 300);
        Assert.Null(connection.Closed);
        Assert.Empty(stream.Written);

        // From when somebody does, it has its time.
        var receiving = connection.ReceiveAsync().AsTask();
        Pass(seconds: 29);
        Assert.Empty(stream.Written);
        Pass(seconds: 1);
        await IsWritten(connection, stream, FirstPing);
        stream.Arrives(Masked(0x81, (byte)'x'));
        await receiving.Within();
        Pass(seconds: 300);
        Assert.Null(connection.Closed);
        connection.Abort();
    }

    [Fact]
    public async Task Ping_that_cannot_be_sent_is_not_the_peers_fault_but_taking_nothing_is()
    {
        var stream = new ScriptedStream { OnWrite = () => new TaskCompletionSource().Task };
        var connection = Connect(stream);
        var receiving = connection.ReceiveAsync().AsTask();
        await connection.SendTextAsync("stuck").Within();
        Pass(seconds: 30);
        await InTime.Until(() => connection.KeepAlive == KeepAliveState.PingWritten);

        // The timeout of the answer, 20 seconds, does not run; that of a peer that takes nothing does.
        Pass(seconds: 28);
        Assert.Null(connection.Closed);
        Pass(seconds: 3);
        var closed = await connection.Completion.Within();
        Assert.Equal((1013, false), (closed.Code, closed.InitiatedByPeer));
        await receiving.Within();
    }

    [Fact]
    public async Task Answer_has_its_time_from_when_the_ping_was_sent()
    {
        var taken = new TaskCompletionSource();
        var stream = new ScriptedStream { OnWrite = () => taken.Task };
        var connection = Connect(stream);
        var receiving = connection.ReceiveAsync().AsTask();
        await connection.SendTextAsync("slow").Within();
        Pass(seconds: 30);
        await InTime.Until(() => connection.KeepAlive == KeepAliveState.PingWritten);
        Pass(seconds: 25);
        taken.SetResult();
        await InTime.Until(() => !connection.Output.PingWaits);

        Pass(seconds: 20);
        Assert.Null(connection.Closed);
        Pass(seconds: 1);
        Assert.Equal(1006, (await connection.Completion.Within()).Code);
        await receiving.Within();
    }

    [Fact]
    public async Task Paused_reader_does_not_judge_its_peer()
    {
        // More waits than it reads behind: the peer's answer would not be seen.
        var stream = new ScriptedStream { OnWrite = () => new TaskCompletionSource().Task };
        var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Server, options: new()
        {
            TimeProvider = _clock,
            OutgoingHighWaterBytes = 10,
            SlowPeerTimeout = TimeSpan.FromHours(1),
        });
        _ = connection.SendAsync(WebSocketOpcode.Binary, new byte[100]).AsTask();
        var receiving = connection.ReceiveAsync().AsTask();
        Pass(seconds: 300);
        Assert.Null(connection.Closed);
        Assert.False(connection.Output.PingWaits);
        connection.Abort();
        await receiving.Within();
    }

    [Fact]
    public async Task Time_in_which_this_process_stood_still_is_not_the_peers()
    {
        var stream = new ScriptedStream();
        var connection = Connect(stream);
        var receiving = connection.ReceiveAsync().AsTask();
        _clock.Advance(TimeSpan.FromHours(8));
        Pass(seconds: 1);
        Assert.Empty(stream.Written);
        Assert.Null(connection.Closed);
        connection.Abort();
        await receiving.Within();
    }

    [Fact]
    public async Task Interval_without_end_sends_nothing_and_needs_no_clock()
    {
        var stream = new ScriptedStream();
        var connection = WebSocketConnection.FromStream(
            stream, WebSocketRole.Server, options: new() { TimeProvider = _clock, KeepAliveInterval = Timeout.InfiniteTimeSpan });
        var receiving = connection.ReceiveAsync().AsTask();
        Assert.Equal(0, _clock.TimerCount);
        Pass(seconds: 300);
        Assert.Null(connection.Closed);
        Assert.Empty(stream.Written);
        connection.Abort();
        await receiving.Within();
    }

    [Fact]
    public void Connections_share_one_timer_which_ends_with_the_last_of_them()
    {
        var connections = Enumerable.Range(0, 1000).Select(_ => Connect(new ScriptedStream())).ToArray();
        Assert.Equal((1, 1000), (_clock.TimerCount, KeepAliveClock.Of(_clock).Count));
        Pass(seconds: 2);
        Assert.Equal(1, _clock.TimerCount);
        foreach (var connection in connections)
        {
            connection.Abort();
            connection.Abort();
        }

        Assert.Equal((0, 0), (_clock.TimerCount, KeepAliveClock.Of(_clock).Count));
    }

    [Fact]
    public async Task Connection_that_nobody_holds_is_collected_and_forgotten()
    {
        var dropped = Drop();
        await InTime.Until(() =>
        {
            GC.Collect();
            Pass(seconds: 1);
            return !dropped.IsAlive && KeepAliveClock.Of(_clock).Count == 0;
        });
    }

    [Fact]
    public async Task Ping_on_demand_measures_its_round_trip()
    {
        var stream = new ScriptedStream();
        var connection = Connect(stream);
        var receiving = connection.ReceiveAsync().AsTask();
        var first = connection.PingAsync();
        await IsWritten(connection, stream, FirstPing);
        Pass(seconds: 2);
        var second = connection.PingAsync();
        await IsWritten(connection, stream, [.. FirstPing, .. SecondPing]);
        Pass(seconds: 1);

        // The last one answers for both (§5.5.3); one that is still to come answers for none.
        stream.Arrives([.. Masked(0x8A, 0, 0, 0, 3), .. Masked(0x8A, 0, 0, 0, 2)]);
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1)), (await first.Within(), await second.Within()));
        Assert.Equal(TimeSpan.FromSeconds(1), connection.RoundTripTime);
        connection.Abort();
        await receiving.Within();
    }

    [Fact]
    public async Task Ping_on_demand_ends_with_its_token_or_with_the_connection()
    {
        var connection = Connect(new ScriptedStream());
        using var cancellation = new CancellationTokenSource();
        var cancelled = connection.PingAsync(cancellation.Token);
        var unanswered = connection.PingAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Within());
        Assert.False(unanswered.IsCompleted);
        connection.Abort();
        await Assert.ThrowsAsync<InvalidOperationException>(() => unanswered.Within());
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.PingAsync().Within());
    }

    [Fact]
    public async Task Two_ends_keep_each_other_alive()
    {
        var (client, server) = WebSocketConnection.CreateInMemoryPair(options: new() { TimeProvider = _clock });
        var receiving = new[] { client.ReceiveAsync().AsTask(), server.ReceiveAsync().AsTask() };
        for (var i = 0; i < 5; i++)
        {
            Pass(seconds: 31);
            await Task.WhenAll(client.PingAsync(), server.PingAsync()).Within();
        }

        Assert.Null(client.Closed);
        Assert.Null(server.Closed);
        Assert.NotNull(client.RoundTripTime);
        client.Abort();
        await Task.WhenAll(receiving).Within();
    }

    [Fact]
    public async Task Call_to_a_peer_that_is_gone_ends()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.TimeProvider = _clock);
        var call = peer.Proxy.EchoAsync(1).AsTask();
        await peer.Receive();
        await InTime.Until(() =>
        {
            Pass(seconds: 1);
            return call.IsCompleted;
        });
        var lost = await Assert.ThrowsAsync<RpcConnectionLostException>(() => call);
        Assert.Contains("the peer did not answer a ping within 20 s", lost.Message);
    }

    [Fact]
    public void Times_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebSocketConnectionOptions { KeepAliveInterval = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebSocketConnectionOptions { KeepAliveTimeout = TimeSpan.FromSeconds(-1) });
        Assert.Equal(
            (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20)),
            (new WebSocketConnectionOptions().KeepAliveInterval, new WebSocketConnectionOptions().KeepAliveTimeout));
    }

    private static byte[] Masked(byte first, params byte[] payload) => [first, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];

    // The worker that writes a ping notes it soon after.
    private static async Task IsWritten(WebSocketConnection connection, ScriptedStream stream, byte[] octets)
    {
        await stream.HasWritten(octets);
        await InTime.Until(() => connection.KeepAlive != KeepAliveState.PingDue);
    }

    private WebSocketConnection Connect(ScriptedStream stream) =>
        WebSocketConnection.FromStream(stream, WebSocketRole.Server, options: new() { TimeProvider = _clock });

    private void Pass(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Drop() => new(Connect(new ScriptedStream()));
}
