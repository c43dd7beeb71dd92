namespace WsRpc.Load;

/// <summary>Measures calls: tables for people, then one line of JSON per peer and scenario.</summary>
internal static class CallsCommand
{
    public const string Serve = "serve";

    public static async Task RunAsync(CallsOptions options)
    {
        var samples = await MeasureAsync(options);
        var medians = samples.GroupBy(sample => (sample.Peer, sample.Scenario)).Select(Figures.MedianOf).ToList();
        Report.WriteTable(Console.Out, options, medians);
        Report.WriteRatios(Console.Out, WsRpcPeer.PeerName, Ratio.Of(WsRpcPeer.PeerName, samples));
        Report.WriteJson(Console.Out, medians);
    }

    private static async Task<List<Figures>> MeasureAsync(CallsOptions options)
    {
        await using var hosts = await ServerHosts.StartAsync(options);
        var samples = new List<Figures>();
        for (var repetition = 0; repetition < options.Repetitions; repetition++)
        {
            foreach (var scenario in options.Scenarios)
            {
                // Peers take turns, so that whatever else the machine does meets all of them.
                foreach (var (peer, server) in hosts.All.Where(host => host.Peer.LargestInFlight >= scenario.InFlight))
                {
                    samples.Add(await CallMeasurement.RunAsync(peer, server, scenario, options));
                }
            }
        }

        return samples;
    }
}
