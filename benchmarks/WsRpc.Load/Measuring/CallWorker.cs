using System.Diagnostics;

namespace WsRpc.Load;

/// <summary>One call in flight after the other. A wrong answer fails like an exception of the peer: it is never counted.</summary>
internal sealed class CallWorker(ICalculator calculator, CallMethod method)
{
    private const string EchoText = "The quick brown fox jumps twice."; // 32 characters

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Calls until a time.</summary>
    /// <param name="deadline">As a timestamp of <see cref="Stopwatch"/>. A call that began before is awaited and counts.</param>
    public async Task RunAsync(long deadline)
    {
        await Task.Yield(); // all workers start, even if a peer should answer before it returns
        await (method == CallMethod.Add ? AddAsync(deadline) : EchoAsync(deadline));
    }

    private async Task AddAsync(long deadline)
    {
        var started = Stopwatch.GetTimestamp();
        for (var n = 0; started < deadline; n = (n + 1) % 1000)
        {
            var sum = await calculator.AddAsync(n, 17);
            if (sum != n + 17)
            {
                throw new InvalidDataException($"{n} + 17 was answered with {sum}.");
            }

            started = Record(started);
        }
    }

    private async Task EchoAsync(long deadline)
    {
        for (var started = Stopwatch.GetTimestamp(); started < deadline; started = Record(started))
        {
            var text = await calculator.EchoAsync(EchoText);
            if (text != EchoText)
            {
                throw new InvalidDataException($"\"{EchoText}\" was answered with \"{text}\".");
            }
        }
    }

    private long Record(long started)
    {
        var ended = Stopwatch.GetTimestamp();
        Latency.Record(ended - started);
        return ended;
    }
}
