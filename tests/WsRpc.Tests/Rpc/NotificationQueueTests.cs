using System.Text.RegularExpressions;

namespace WsRpc.Tests.Rpc;

/// <summary>What becomes of notifications while the peer reads too slowly: docs/limits.md, "Slow readers".</summary>
public sealed class NotificationQueueTests
{
    private const int MaxOutgoingBytes = 1024 * 1024;

    [Fact]
    public async Task Peer_that_keeps_up_is_sent_everything_at_once()
    {
        await using var peer = await AttachAsync();
        var ticker = peer.Engine.GetProxy<ITicker>();
        await ticker.LogAsync(1);
        await ticker.TickAsync(5, "A");
        await ticker.StateAsync("x");
        await ticker.ChangeAsync(1);
        await peer.Receives("""{"jsonrpc":"2.0","method":"ticker.log","params":[1]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"ticker.tick","params":[5,"A"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"ticker.state","params":["x"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"ticker.change","params":[1]}""");
        Assert.Equal((0, 4), (peer.Engine.Counters.NotificationsDropped, peer.Engine.Counters.NotificationsSent));
    }

    [Fact]
    public async Task Latest_of_each_key_is_what_a_slow_peer_gets()
    {
        await using var peer = await AttachAsync();
        var ticker = peer.Engine.GetProxy<ITicker>();
        var filling = Fill(ticker);
        for (var price = 1; price <= 100; price++)
        {
            Assert.True(ticker.TickAsync(price, "A").IsCompletedSuccessfully);
            Assert.True(ticker.TickAsync(1000 + price, "B").IsCompletedSuccessfully);
        }

        Assert.Equal(198, peer.Engine.Counters.NotificationsDropped);
        await Drain(peer);
        await peer.Receives("""{"jsonrpc":"2.0","method":"ticker.tick","params":[100,"A"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"ticker.tick","params":[1100,"B"]}""");
        await peer.IsAliveAndSilent();
        await filling.Within();
    }

    [Fact]
    public async Task Key_is_found_among_named_arguments_too()
    {
        await using var peer = await AttachAsync();
        var ticker = peer.Engine.GetProxy<ITicker>();
        var filling = Fill(ticker);
        await ticker.QuoteAsync([1], "A");
        await ticker.QuoteAsync([2], "B");
        await ticker.QuoteAsync([3, 4], "A");
        await Drain(peer);
        await peer.Receives("""{"jsonrpc":"2.0","method":"ticker.quote","params":{"prices":[3,4],"symbol":"A"}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"ticker.quote","params":{"prices":[2],"symbol":"B"}}""");
        await peer.IsAliveAndSilent();
        await filling.Within();
    }

    [Fact]
    public async Task Latest_without_a_key_is_the_last_of_the_method()
    {
        await using var peer = await AttachAsync();
        var ticker = peer.Engine.GetProxy<ITicker>();
        var filling = Fill(ticker);
        await ticker.StateAsync("a");
        await ticker.TickAsync(1, "A");
        await ticker.StateAsync("b");
        await Drain(peer);
        await peer.Receives("""{"jsonrpc":"2.0","method":"ticker.state","params":["b"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"ticker.tick","params":[1,"A"]}""");
        await peer.IsAliveAndSilent();
        await filling.Within();
    }

    [Fact]
    public async Task Oldest_are_dropped_where_too_many_are_held()
    {
        await using var peer = await AttachAsync();
        var ticker = peer.Engine.GetProxy<ITicker>();
        var filling = Fill(ticker);
        for (var number = 0; number < HeldNotifications.MaxCount + 10; number++)
        {
            Assert.True(ticker.LogAsync(number).IsCompletedSuccessfully);
        }

        Assert.Equal(10, peer.Engine.Counters.NotificationsDropped);
        await Drain(peer);
        for (var number = 10; number < HeldNotifications.MaxCount + 10; number++)
        {
            await peer.Receives($$"""{"jsonrpc":"2.0","method":"ticker.log","params":[{{number}}]}""");
        }

        await filling.Within();
    }

    [Fact]
    public async Task Held_octets_are_bounded()
    {
        await using var peer = await AttachAsync();
        var ticker = peer.Engine.GetProxy<ITicker>();
        var filling = Fill(ticker);
        for (var i = 0; i < 10; i++)
        {
            Assert.True(ticker.DumpAsync($"{i}" + new string('x', 100_000)).IsCompletedSuccessfully);
        }

        // A quarter of 1 MiB holds two of them.
        Assert.Equal(8, peer.Engine.Counters.NotificationsDropped);
        await Drain(peer);
        Assert.Contains("[\"8xxx", await peer.Receive());
        Assert.Contains("[\"9xxx", await peer.Receive());
        await peer.IsAliveAndSilent();
        await filling.Within();
    }

    [Fact]
    public async Task Peer_that_may_miss_nothing_is_disconnected()
    {
        await using var peer = await AttachAsync();
        var ticker = peer.Engine.GetProxy<ITicker>();
        var filling = Fill(ticker);
        await Assert.ThrowsAsync<RpcConnectionClosedException>(() => ticker.ChangeAsync(1).AsTask());
        await Drain(peer);
        await peer.ReceivesClose(1013, "ticker.change must not be missed, and this end reads too slowly");
        Assert.Equal((1013, false), ((await peer.Engine.Completion.Within()).Code, (await peer.Engine.Completion).InitiatedByPeer));
        await filling.Within();
    }

    [Fact]
    public async Task What_is_held_goes_with_the_connection()
    {
        var peer = await AttachAsync();
        var ticker = peer.Engine.GetProxy<ITicker>();
        var filling = Fill(ticker);
        await ticker.LogAsync(1);
        await peer.DisposeAsync();
        await peer.Engine.Completion.Within();
        await InTime.Until(() => filling.IsCompleted);
        await Assert.ThrowsAsync<RpcConnectionClosedException>(() => ticker.LogAsync(2).AsTask());
        await Assert.ThrowsAsync<RpcConnectionClosedException>(() => ticker.TickAsync(1, "A").AsTask());
    }

    [Fact]
    public async Task Connection_says_how_much_waits()
    {
        await using var peer = await AttachAsync();
        Assert.Equal(0, peer.Engine.OutgoingBytes);
        var filling = Fill(peer.Engine.GetProxy<ITicker>());
        Assert.True(peer.Engine.OutgoingBytes > MaxOutgoingBytes / 4);
        await Drain(peer);
        await filling.Within();
        await InTime.Until(() => peer.Engine.OutgoingBytes == 0);
    }

    [Fact]
    public async Task Slow_peer_holds_up_nobody_else()
    {
        await using var slow = await AttachAsync();
        await using var quick = await AttachAsync();
        var filling = Fill(slow.Engine.GetProxy<ITicker>());
        Assert.True(slow.Engine.GetProxy<ITicker>().TickAsync(1, "A").IsCompletedSuccessfully);
        await quick.Engine.GetProxy<ITicker>().TickAsync(1, "A");
        await quick.Receives("""{"jsonrpc":"2.0","method":"ticker.tick","params":[1,"A"]}""");
        await Drain(slow);
        await filling.Within();
    }

    [Fact]
    public async Task Whatever_is_sent_while_the_peer_reads_again_nothing_is_lost_twice_or_out_of_order()
    {
        await using var peer = await AttachAsync();
        var ticker = peer.Engine.GetProxy<ITicker>();
        var filling = Fill(ticker);
        var sending = Task.Run(async () =>
        {
            for (var number = 0; number < 5_000; number++)
            {
                await ticker.LogAsync(number);
            }

            await ticker.FillAsync("end");
        });
        await Drain(peer);
        var received = new List<int>();
        string message;
        while (!(message = await peer.Receive()).Contains("end"))
        {
            received.Add(int.Parse(Regex.Match(message, "ticker.log\",\"params\":\\[(\\d+)\\]").Groups[1].Value));
        }

        await sending.Within();
        await filling.Within();

        // What is held back may be overtaken by what waits itself.
        while (received.Count + peer.Engine.Counters.NotificationsDropped < 5_000)
        {
            received.Add(int.Parse(Regex.Match(await peer.Receive(), "\\[(\\d+)\\]").Groups[1].Value));
        }

        Assert.Equal(received.Distinct().Order(), received);
        Assert.Equal(5_000, received.Count + peer.Engine.Counters.NotificationsDropped);
    }

    private static Task<RawPeer> AttachAsync() => RawPeer.AttachAsync(options => options.MaxOutgoingBytes = MaxOutgoingBytes);

    // More than the stream takes and than a quarter of what may wait.
    private static Task Fill(ITicker ticker)
    {
        var filling = ticker.FillAsync(new string('x', 600_000)).AsTask();
        Assert.False(filling.IsCompleted);
        return filling;
    }

    private static async Task Drain(RawPeer peer) => Assert.Contains("ticker.fill", await peer.Receive());
}
