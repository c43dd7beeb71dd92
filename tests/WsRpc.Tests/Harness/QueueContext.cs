using System.Collections.Concurrent;

namespace WsRpc.Tests;

/// <summary>As the thread of a user interface: what is posted waits until somebody works it off.</summary>
internal sealed class QueueContext : SynchronizationContext
{
    private readonly ConcurrentQueue<Action> _posted = new();

    public bool IsOver { get; set; }

    public int Count => _posted.Count;

    public override void Post(SendOrPostCallback d, object? state)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        _posted.Enqueue(() => d(state));
    }

    public int Work()
    {
        var count = 0;
        while (_posted.TryDequeue(out var work))
        {
            work();
            count++;
        }

        return count;
    }
}
