namespace WsRpc.Tests.Sockets;

/// <summary>What follows a wait runs on the loop, and may block: the loop's other sockets go on.</summary>
public sealed class EpollBlockingTests
{
    [EpollFact]
    public async Task Sockets_go_on_while_every_loop_has_blocked_workers_and_when_these_come_back()
    {
        // Other tests take loops too; four times as many leave none out.
        var blocked = await ConnectMany(4 * Environment.ProcessorCount);
        var lively = await ConnectMany(4 * Environment.ProcessorCount);
        using var gate = new ManualResetEventSlim();
        using var allBlocked = new CountdownEvent(blocked.Length);
        var blocking = blocked.Select(pair => BlockAfterWait(pair, allBlocked, gate)).ToArray();
        foreach (var pair in blocked)
        {
            await pair.PeerSends(1);
        }

        Assert.True(allBlocked.Wait(InTime.Limit));
        await ExchangeAll(lively);
        gate.Set();
        await Task.WhenAll(blocking).Within();
        for (var round = 0; round < 10; round++)
        {
            await ExchangeAll(lively);
            await ExchangeAll(blocked);
        }

        foreach (var pair in blocked.Concat(lively))
        {
            pair.Dispose();
        }
    }

    [EpollFact]
    public async Task Reader_goes_on_where_one_event_brings_both_directions_and_the_writer_blocks()
    {
        // The loop is not started: the test is the loop.
        using var pair = await SocketPair.ConnectAsync(new EpollLoop());
        using var gate = new ManualResetEventSlim();
        var reading = pair.Stream.ReadAsync(Memory<byte>.Empty).AsTask();
        var writing = WriteThenBlock();
        await pair.PeerSends(1);
        var worker = Task.Factory.StartNew(Events, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var another = Task.Factory.StartNew(Events, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var endedInTime = await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(5))) == reading;
        gate.Set();
        pair.Stream.Dispose();
        await Task.WhenAll(worker, another).Within();
        await Record.ExceptionAsync(() => writing.Within());
        Assert.True(endedInTime, "The reader waits for the writer.");

        void Events() => ((EpollStream)pair.Stream).OnReady(EpollInterest.In | EpollInterest.Out);

        async Task WriteThenBlock()
        {
            await pair.WriteUntilItWaits().ConfigureAwait(false);
            gate.Wait(InTime.Limit);
        }
    }

    private static async Task BlockAfterWait(SocketPair pair, CountdownEvent blocked, ManualResetEventSlim gate)
    {
        await pair.Stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
        blocked.Signal();
        Assert.True(gate.Wait(InTime.Limit));
        await pair.Stream.Reads([1]).ConfigureAwait(false);
    }

    private static Task<SocketPair[]> ConnectMany(int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => SocketPair.ConnectAsync(SocketKind.Epoll)));

    private static async Task ExchangeAll(SocketPair[] pairs)
    {
        await Task.WhenAll(pairs.Select(Exchange)).Within();

        static async Task Exchange(SocketPair pair)
        {
            var waiting = pair.Stream.ReadAsync(Memory<byte>.Empty).AsTask();
            await pair.PeerSends(2, 3);
            await waiting;
            await pair.Stream.Reads([2, 3]);
            await pair.Stream.WriteAsync(new byte[] { 4 });
            await pair.Peer.Receives([4]);
        }
    }
}
