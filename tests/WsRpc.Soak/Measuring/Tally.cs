using System.Collections.Concurrent;

namespace WsRpc.Soak;

/// <summary>How often each kind of work was done, how often a connection ended under it, and what went wrong.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _done = new();
    private readonly ConcurrentDictionary<string, int> _lost = new();
    private readonly ConcurrentQueue<string> _failures = new();

    public bool HasFailed => !_failures.IsEmpty;

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Everything that was done.</summary>
    public int Total => _done.Values.Sum();

    /// <summary>Everything that a connection has ended under.</summary>
    public int Lost => _lost.Values.Sum();

    /// <summary>Both.</summary>
    public int Attempts => Total + Lost;

    public int Of(IWork work) => _done.GetValueOrDefault(work.Name);

    public int LostOf(IWork work) => _lost.GetValueOrDefault(work.Name);

    public void Count(IWork work) => _done.AddOrUpdate(work.Name, 1, static (_, count) => count + 1);

    public void CountLost(IWork work) => _lost.AddOrUpdate(work.Name, 1, static (_, count) => count + 1);

    public void Fail(IWork work, Exception exception) => Fail($"{work.Name}: {(exception is TimeoutException ? "it hangs" : exception)}");

    public void Fail(string failure) => _failures.Enqueue(failure);
}
