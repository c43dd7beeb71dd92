using System.Runtime.CompilerServices;

namespace WsRpc;

/// <summary>
/// Threads for loops whose worker is stuck. Not the pool's, since stuck workers may be what keeps the pool from running
/// anything; beyond a number of them the pool's all the same, which adds its threads slowly.
/// </summary>
internal static class LoopThread
{
    private const int MaxThreads = 1024;

    private static readonly StrongBox<int> Threads = new();

    public static void Start(TransferableLoop loop)
    {
        try
        {
            if (Interlocked.Increment(ref Threads.Value) <= MaxThreads || loop.ServesMany)
            {
                new Thread(Run) { IsBackground = true, Name = "WsRpc loop" }.UnsafeStart(loop);
                return;
            }
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
        {
            // The system has no thread to give now; the pool may have one before long.
        }

        Interlocked.Decrement(ref Threads.Value);
        ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Run(), loop, preferLocal: false);
    }

    private static void Run(object? loop)
    {
        ((TransferableLoop)loop!).Run();
        Interlocked.Decrement(ref Threads.Value);
    }
}
