namespace WsRpc;

/// <summary>Starts calls whose turn has come after they had to wait: in order, and as receiving does, on another thread when one blocks.</summary>
internal sealed class ReadyLoop(CallOrder order) : TransferableLoop
{
    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Run(), this, preferLocal: false);

    public override void Run()
    {
        if (!BlockedLoopWatch.Shared.TryEnter(this))
        {
            Start();
            return;
        }

        try
        {
            while (order.Next() is { } turn)
            {
                var context = ExecutionContext.Capture();
                var number = BeginTurn();
                order.Run(turn);
                if (!TryEndTurn(number))
                {
                    // Another worker has the loop now.
                    return;
                }

                Restore(context);
            }
        }
        finally
        {
            BlockedLoopWatch.Leave();
        }
    }
}
