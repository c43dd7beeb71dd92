namespace WsRpc.Soak;

/// <summary>News for many connections, one of which never reads: it must cost no more than its bound, and the others nothing.</summary>
/// <param name="connections">How many, with that one.</param>
/// <param name="say">Told how it goes.</param>
internal sealed class BroadcastRun(int connections, Action<string> say)
{
    private const int Bound = 1 << 20;
    private const int NewsOctets = 16 << 10;
    private const int MostRounds = 2000;
    private const int RoundsBeyond = 20;

    // What the server keeps for the audience, and what the collector has not found yet.
    private const long SomeOctets = 4 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="SoakException">Somebody has not heard everything, or memory was not bounded.</exception>
    public async Task RunAsync()
    {
        await RunAsync("events", static server => new Feed().On(server));
        await RunAsync("notifications", static server =>
        {
            new Feed().On(server);
            return what => _ = server.Clients<IFeedListener>().All.HearAsync(what).AsTask();
        });
    }

    private async Task RunAsync(string what, Func<WsRpcServer, Action<string>> prepare)
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/feed", options =>
        {
            options.MaxOutgoingBytes = Bound;
            options.SlowPeerTimeout = TimeSpan.FromHours(1); // it is to stay, so that what waits for it can be seen
        });
        var tell = prepare(server);
        await server.StartAsync();

        // It takes the upgrade and no more. A peer that has agreed to no subprotocol is told of everything.
        using var mute = await RawSocket.ConnectAsync(server.Url);
        await mute.Sends(RawSocket.Request(server.Url));
        await mute.ReceivesUntil("\r\n\r\n");
        await Eventually.Is(() => server.Connections.Count == 1, Patience, "the one that never reads is not there");
        var stuck = server.Connections.Single();

        var audience = new Audience(connections - 1);
        await audience.ComeAsync(server.Url);
        var before = Footprint.Take();
        var rounds = await TellAsync(tell, audience, stuck, server);
        var after = Footprint.Take();
        say($"Broadcast: {rounds} {what} of {NewsOctets >> 10} KiB to {connections} connections, of which one never reads: {stuck.OutgoingBytes:N0} octets wait for it, {stuck.Counters.NotificationsDropped} were dropped; before {before}, after {after}");

        if (stuck.OutgoingBytes > Bound + (2 * NewsOctets) || after.Heap > before.Heap + Bound + SomeOctets)
        {
            throw new SoakException("Memory is not bounded where one never reads.");
        }

        await audience.LeaveAsync();
        mute.Resets();
        await Eventually.Is(() => server.Connections.Count == 0, Patience, $"{server.Connections.Count} connections of the broadcast");
    }

    /// <summary>Goes on until enough was dropped for the one that does not read. Each round waits for the others.</summary>
    private static async Task<int> TellAsync(Action<string> tell, Audience audience, RpcConnection stuck, WsRpcServer server)
    {
        for (var round = 1; round <= MostRounds; round++)
        {
            var what = $"{round} {new string((char)('a' + (round % 26)), NewsOctets)}";
            var heard = audience.Expect(what);
            tell(what);
            try
            {
                await heard.WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                throw new SoakException($"Round {round}: {audience.Describe()}; {server.Connections.Count} connections of the server have dropped {server.Connections.Sum(connection => connection.Counters.NotificationsDropped)}, and {server.Connections.Sum(connection => connection.OutgoingBytes):N0} octets wait for all, {stuck.OutgoingBytes:N0} of them for the one that does not read.");
            }

            if (stuck.Counters.NotificationsDropped >= RoundsBeyond)
            {
                return round;
            }
        }

        throw new SoakException($"Nothing was dropped for the one that does not read: {stuck.OutgoingBytes:N0} octets wait.");
    }
}
