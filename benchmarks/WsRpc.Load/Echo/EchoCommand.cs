namespace WsRpc.Load;

/// <summary>Measures echo servers from outside: a table for people, then one line of JSON per peer and case.</summary>
internal static class EchoCommand
{
    /// <summary>
    /// How much CPU time a server has before the first measurement. It compiles its code anew while it runs, and on a busy
    /// machine that would take it far into the first round.
    /// </summary>
    private static readonly TimeSpan FirstRunCpu = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstRunStep = TimeSpan.FromSeconds(0.25);
    private const int MostFirstRunSteps = 80;

    public static async Task RunAsync(EchoOptions options)
    {
        LinuxCalls.RequireLinux();
        var figures = EchoFigures.Of(await MeasureAsync(options)).ToList();
        EchoReport.WriteTable(Console.Out, options, figures);
        EchoReport.WriteJson(Console.Out, figures);
    }

    private static async Task<List<EchoSample>> MeasureAsync(EchoOptions options)
    {
        var pinning = new ProcessorPinning(options.Pin);
        pinning.PinLoad();
        await using var servers = new EchoServers();
        foreach (var peer in options.Peers)
        {
            WarmUp(peer, await servers.StartAsync(peer, pinning));
        }

        return [.. Enumerable.Range(0, options.Repetitions).SelectMany(round => MeasureRound(servers, round, options))];
    }

    private static void WarmUp(EchoPeer peer, BareServerProcess server)
    {
        using var load = new EchoLoad(peer, server.Port, size: 125, new EchoShape(64, 16));
        for (var step = 0; step < MostFirstRunSteps && server.Cpu.Now < FirstRunCpu; step++)
        {
            load.Run(FirstRunStep);
        }
    }

    // Peers take turns, so that whatever else the machine does meets all of them.
    private static IEnumerable<EchoSample> MeasureRound(EchoServers servers, int round, EchoOptions options) =>
        from @case in options.Cases
        from started in servers.All
        select EchoMeasurement.Run(started.Peer, started.Server, @case, round, options);
}
