using System.Runtime.CompilerServices;

namespace WsRpc.Tests.Reconnecting;

/// <summary>A client that loses its connection again and again keeps nothing of those it had.</summary>
[Collection(nameof(AloneCollection))]
public sealed class FlappingTests
{
    private const int Flaps = 1000;

    [Fact]
    public async Task Nothing_stays_of_a_thousand_lost_connections()
    {
        var clock = new FakeTimeProvider();
        var (opened, asked) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc", options => options.TimeProvider = clock);
        server.AddService<IProbe>(new Probe
        {
            OnAsk = async (value, cancellationToken) =>
            {
                asked.Release();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return value;
            },
        });
        await server.StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(server.Url, options =>
        {
            options.TimeProvider = clock;
            options.Reconnect = RpcReconnect.Backoff(TimeSpan.Zero);
            options.OnStateChanged = change =>
            {
                if (change.New == RpcConnectionState.Open)
                {
                    opened.Release();
                }
            };
        });
        await opened.WaitAsync().Within();
        var timers = 0;
        var sessions = new List<WeakReference>();
        for (var flap = 1; flap <= Flaps; flap++)
        {
            await FlapAsync(client, server, asked, opened, sessions);
            if (flap == 10)
            {
                timers = clock.TimerCount;
            }
        }

        Assert.Equal(Flaps, sessions.Count);
        await InTime.Until(() =>
        {
            GC.Collect();
            return sessions.TrueForAll(static session => !session.IsAlive);
        });
        await InTime.Until(() => server.Connections.Count == 1 && clock.TimerCount <= timers);
        Assert.Equal(0, client.Session.CallsInFlight);
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
        GC.KeepAlive(client);
    }

    // Its locals would keep what is to go.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task FlapAsync(WsRpcClient client, WsRpcServer server, SemaphoreSlim asked, SemaphoreSlim opened, List<WeakReference> sessions)
    {
        sessions.Add(new WeakReference(client.Session));
        var call = client.GetProxy<IProbe>().AskAsync(1).AsTask();

        // Not the connection before, whose call may not have ended yet.
        await asked.WaitAsync().Within();
        foreach (var connection in server.Connections)
        {
            connection.Abort();
        }

        Assert.True((await Assert.ThrowsAsync<RpcConnectionLostException>(() => call.Within())).MayHaveRun);
        await opened.WaitAsync().Within();
    }
}
