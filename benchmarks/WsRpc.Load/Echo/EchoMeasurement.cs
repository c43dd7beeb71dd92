namespace WsRpc.Load;

/// <summary>One measurement: connect, warm up, count.</summary>
internal static class EchoMeasurement
{
    public static EchoSample Run(EchoPeer peer, BareServerProcess server, EchoCase @case, int round, EchoOptions options)
    {
        using var load = new EchoLoad(peer, server.Port, @case.Size, @case.Shape);
        load.Run(options.Warmup);

        // Messages in flight at the beginning are those that others of their kind replace at the end.
        load.TakeLatency();
        var received = load.Received;
        var before = server.Cpu.Now;
        var elapsed = load.Run(options.Duration);
        var cpu = server.Cpu.Now - before;
        received = load.Received - received;
        var latency = load.TakeLatency();
        load.Finish();

        double messages = latency.Count;
        return new(
            peer,
            @case,
            round,
            MessagesPerSecond: messages / elapsed.TotalSeconds,
            P50Us: latency.Percentile(0.50),
            P99Us: latency.Percentile(0.99),
            ServerCpuUsPerMessage: cpu.TotalMicroseconds / messages,
            ReplyBytes: received / messages);
    }
}
