namespace WsRpc.Load;

/// <summary>One measurement: connect, warm up, count.</summary>
internal static class CallMeasurement
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    public static async Task<Figures> RunAsync(IPeer peer, IServerHost server, Scenario scenario, CallsOptions options)
    {
        await using var clients = new PeerClients();
        for (var i = 0; i < scenario.Connections; i++)
        {
            clients.Add(await peer.ConnectAsync(server.Url).WaitAsync(ConnectTimeout));
        }

        await new CallLoad(clients.Calculators, scenario.InFlight, options.Method).RunAsync(options.Warmup);

        var load = new CallLoad(clients.Calculators, scenario.InFlight, options.Method);
        var serverBefore = await server.GetUsageAsync();
        var clientBefore = ProcessUsage.Now;
        var elapsed = await load.RunAsync(options.Duration);
        var client = ProcessUsage.Now - clientBefore;
        var serverUsage = await server.GetUsageAsync() - serverBefore;

        var latency = load.GetLatency();
        double calls = latency.Count;
        return new(
            peer.Name,
            options.Method.ToString().ToLowerInvariant(),
            scenario.ToString(),
            options.Mode.ToString().ToLowerInvariant(),
            CallsPerSecond: calls / elapsed.TotalSeconds,
            P50Us: latency.Percentile(0.50),
            P99Us: latency.Percentile(0.99),
            ClientCpuUsPerCall: client.Cpu.TotalMicroseconds / calls,
            ServerCpuUsPerCall: serverUsage?.Cpu.TotalMicroseconds / calls,
            ClientBytesPerCall: client.AllocatedBytes / calls,
            ServerBytesPerCall: serverUsage?.AllocatedBytes / calls);
    }
}
