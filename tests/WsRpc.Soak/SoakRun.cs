using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace WsRpc.Soak;

/// <summary>One soak: a crowd comes, is kept at work for a while with a rest now and then, and leaves. Nothing of it may stay.</summary>
/// <param name="options">How long and how much.</param>
/// <param name="works">What is done.</param>
/// <param name="say">Told how it goes.</param>
internal sealed class SoakRun(SoakOptions options, IReadOnlyList<IWork> works, Action<string> say)
{
    private readonly Tally _tally = new();
    private readonly Gone _gone = new();
    private readonly Attendance _attendance = new();
    private readonly List<Footprint> _rests = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <returns>What was done.</returns>
    /// <exception cref="SoakException">Something went wrong, hangs, has stayed or has grown.</exception>
    public async Task<Tally> RunAsync()
    {
        using var stray = new StrayExceptions();
        var books = new Books(PooledBuffers.Shared, new Descriptors());
        await WarmUpAsync();
        books.Begin();
        _clock.Restart();
        await using (var server = await StartAsync())
        {
            var crowd = new Crowd(server.Url, options.Connections, _gone);
            await crowd.ComeAsync();
            say($"{options.Connections} connections stand.");
            await SoakAsync(server, crowd);
            await crowd.LeaveAsync();
            await Eventually.Is(() => server.Connections.Count == 0 && _attendance.Services == 0, options.Patience, $"{server.Connections.Count} connections and {_attendance.Services} services of the server");
            await Eventually.Is(() => crowd.Loans.Outstanding([]) + _attendance.Loans.Outstanding([]) == 0, options.Patience, "an object that was lent and not released");
            await _gone.TakeAllBut([]).AreCollected(options.Patience);
        }

        await books.Balance(options.Patience);
        stray.AreNone();
        if (Flatness.Objection(_rests, options.Connections) is { } objection)
        {
            throw new SoakException($"It grows: {objection}.");
        }

        return _tally;
    }

    // What the platform, the pools and the library make once is not counted.
    private async Task WarmUpAsync()
    {
        await using var server = await StartAsync();
        var crowd = new Crowd(server.Url, 4, _gone);
        await crowd.ComeAsync();
        var tally = new Tally();
        var workers = new Workers(options, works, tally);
        foreach (var work in works)
        {
            await Task.WhenAll(crowd.Members.Select(member => workers.DoAsync(work, member, new Random(options.Seed))));
        }

        Check(tally);
        await crowd.LeaveAsync();
    }

    private async Task SoakAsync(WsRpcServer server, Crowd crowd)
    {
        var workers = new Workers(options, works, _tally);
        for (var stage = 1; stage <= options.Stages; stage++)
        {
            var (until, much) = (options.Duration * stage / options.Stages, _tally.Attempts + options.WorkPerStage);
            await workers.RunAsync(crowd, () => _tally.Attempts >= much || _clock.Elapsed >= until);
            Check(_tally);
            await RestAsync(server, crowd);
            _rests.Add(Footprint.Take());
            say($"{_clock.Elapsed:mm\\:ss} {_tally.Total:N0} done, {_tally.Lost:N0} lost with their connections; {crowd.Losses:N0} connections made again; {_rests[^1]}");
        }
    }

    /// <summary>Everybody is connected, nothing is under way, and of what is gone nothing is left.</summary>
    private async Task RestAsync(WsRpcServer server, Crowd crowd)
    {
        await new Unrest(server, crowd, _attendance).EndsAsync(options.Patience);
        if (crowd.Losses > crowd.Strikes)
        {
            throw new SoakException($"{crowd.Losses} connections were lost, though only {crowd.Strikes} were to be.");
        }

        await Gone(server, crowd).AreCollected(options.Patience);
    }

    // Its locals would keep what is to go.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Remains Gone(WsRpcServer server, Crowd crowd)
    {
        var connections = server.Connections.Concat(crowd.Members.Select(member => member.Client)).ToList();
        return _gone.TakeAllBut([.. connections, .. connections.Select(connection => connection.Session)]);
    }

    private async Task<WsRpcServer> StartAsync()
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<ISoak>(connection => new SoakService(connection, _attendance, server, _gone));
        await server.StartAsync();
        return server;
    }

    private static void Check(Tally tally)
    {
        if (tally.HasFailed)
        {
            throw new SoakException($"{tally.Failures.Count} failures: {string.Join("\n", tally.Failures.Take(3))}");
        }
    }
}
