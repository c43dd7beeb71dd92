using System.Collections.Concurrent;

namespace WsRpc.Faults.Accounting;

/// <summary>Exceptions of tasks that nobody has looked at, found by the collector.</summary>
internal sealed class StrayExceptions : IDisposable
{
    private readonly ConcurrentQueue<Exception> _exceptions = new();

    public StrayExceptions() => TaskScheduler.UnobservedTaskException += OnUnobserved;

    /// <summary>There is none. A thread's unhandled exception needs no watch: it ends the process, and the run with it.</summary>
    public void AreNone()
    {
        for (var round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.True(_exceptions.IsEmpty, $"Nobody has looked at: {string.Join("\n", _exceptions.Take(3))}");
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= OnUnobserved;

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs unobserved)
    {
        unobserved.SetObserved();
        _exceptions.Enqueue(unobserved.Exception);
    }
}
