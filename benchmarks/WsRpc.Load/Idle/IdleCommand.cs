namespace WsRpc.Load;

/// <summary>Measures what open connections cost a server: a table for people, then one line of JSON per peer, with garbage left and collected.</summary>
internal static class IdleCommand
{
    public static async Task RunAsync(IdleOptions options)
    {
        LinuxCalls.RequireLinux();
        var pinning = new ProcessorPinning(options.Pin);
        pinning.PinLoad();

        var samples = new List<IdleSample>();
        for (var repetition = 0; repetition < options.Repetitions; repetition++)
        {
            foreach (var peer in options.Peers)
            {
                // Two processes: a collection changes all that is seen after it.
                samples.Add(await IdleMeasurement.RunAsync(peer, collect: false, options.Connections, pinning));
                samples.Add(await IdleMeasurement.RunAsync(peer, collect: true, options.Connections, pinning));
            }
        }

        var figures = IdleFigures.Of(samples).ToList();
        IdleReport.WriteTable(Console.Out, options, figures);
        IdleReport.WriteJson(Console.Out, figures);
    }
}
