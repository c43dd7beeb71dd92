namespace WsRpc.Load;

/// <summary>Measures what it costs to send many small items in a stream.</summary>
internal static class StreamCommand
{
    public const string Serve = "serve-stream";

    public static async Task RunAsync(StreamOptions options)
    {
        LinuxCalls.RequireLinux();
        var pinning = new ProcessorPinning(options.Pin);
        pinning.PinLoad();
        var samples = new List<StreamFigures>();
        for (var repetition = 0; repetition < options.Repetitions; repetition++)
        {
            foreach (var @case in options.Cases)
            {
                // Peers take turns, so that whatever else the machine does meets all of them.
                foreach (var peer in options.Peers)
                {
                    samples.Add(await StreamMeasurement.RunAsync(peer, @case, options, pinning));
                }
            }
        }

        StreamReport.WriteTable(Console.Out, samples.GroupBy(sample => (sample.Case, sample.Peer)).Select(StreamFigures.MedianOf));
    }
}
