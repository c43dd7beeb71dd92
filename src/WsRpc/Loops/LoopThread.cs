using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace WsRpc;

/// <summary>
/// A thread for a loop whose worker is stuck. It stands ready before the loop is taken from that worker: where no thread is to
/// be had, the loop had better stay where it is. Not the pool's, since stuck workers may be what keeps the pool from running
/// anything, and since the pool ends the process when it gets no thread.
/// </summary>
internal sealed class LoopThread
{
    private const int MaxThreads = 1024;

    private static readonly StrongBox<int> Threads = new();

    private readonly SemaphoreSlim _given = new(0);
    private TransferableLoop? _loop;

    /// <summary>As many threads as there are to be for loops that serve one peer each.</summary>
    public static bool AreMany => Volatile.Read(ref Threads.Value) >= MaxThreads;

    /// <summary>Starts a thread that waits for <see cref="Give"/>.</summary>
    public static bool TryStart([NotNullWhen(true)] out LoopThread? thread)
    {
        thread = new LoopThread();
        try
        {
            new Thread(thread.Run) { IsBackground = true, Name = "WsRpc loop" }.UnsafeStart();
            Interlocked.Increment(ref Threads.Value);
            return true;
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
        {
            thread = null;
            return false;
        }
    }

    /// <summary>Runs a loop, or ends when there is none.</summary>
    public void Give(TransferableLoop? loop)
    {
        _loop = loop;
        _given.Release();
    }

    private void Run()
    {
        _given.Wait();
        _loop?.Run();
        Interlocked.Decrement(ref Threads.Value);
    }
}
