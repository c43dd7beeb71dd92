namespace WsRpc;

/// <summary>Threads for loops whose worker is stuck. Not the pool's: stuck workers may be what keeps the pool from running anything.</summary>
internal static class LoopThread
{
    private const string Name = "WsRpc loop";

    public static void Start(TransferableLoop loop)
    {
        try
        {
            new Thread(static loop => ((TransferableLoop)loop!).Run()) { IsBackground = true, Name = Name }.UnsafeStart(loop);
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
        {
            // No thread to be had now; the pool may have one before long.
            ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Run(), loop, preferLocal: false);
        }
    }
}
