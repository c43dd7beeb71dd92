using System.Diagnostics;

namespace WsRpc.Load;

/// <summary>All workers of a scenario. Everything they need is made before they run, so that a run measures calls only.</summary>
internal sealed class CallLoad
{
    /// <summary>How long the last calls may take when the time is up: a lost answer fails the run, it does not hang it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CallWorker[] _workers;
    private readonly Task[] _running;

    public CallLoad(IEnumerable<ICalculator> calculators, int inFlight, CallMethod method)
    {
        _workers = [.. calculators.SelectMany(c => Enumerable.Range(0, inFlight).Select(_ => new CallWorker(c, method)))];
        _running = new Task[_workers.Length];
    }

    /// <summary>Runs once.</summary>
    /// <returns>The time until the last call was answered.</returns>
    public async Task<TimeSpan> RunAsync(TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var deadline = started + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        for (var i = 0; i < _workers.Length; i++)
        {
            _running[i] = _workers[i].RunAsync(deadline);
        }

        await Task.WhenAll(_running).WaitAsync(duration + Patience);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>The latencies of all workers, whose count is the number of calls.</summary>
    public LatencyHistogram GetLatency()
    {
        var sum = new LatencyHistogram();
        foreach (var worker in _workers)
        {
            sum.Add(worker.Latency);
        }

        return sum;
    }
}
