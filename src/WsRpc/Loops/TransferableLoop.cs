using System.Diagnostics;

namespace WsRpc;

/// <summary>
/// A loop that belongs to one worker at a time, and that another worker can go on with while the first is stuck in user code.
/// </summary>
/// <remarks>
/// User code runs on the loops' own threads, which saves a hop per call. Code that blocks, perhaps on the very answer that
/// its thread should receive, must not stop a connection: <see cref="BlockedLoopWatch"/> finds it, and the loop gets a new thread.
/// Its old worker learns of that from <see cref="TryEndTurn"/>, and leaves.
/// </remarks>
internal abstract class TransferableLoop
{
    // 0: no turn yet, or one with user code has ended. Even: in turn n = value / 2, and not to be disturbed. Odd: in user code of that turn, free to be taken over.
    private long _position;
    private long _turns;

    /// <summary>The turn in whose user code the loop is, as <see cref="TryTakeOver"/> wants it; 0 when it is not.</summary>
    public long UserTurn
    {
        get
        {
            var position = Volatile.Read(ref _position);
            return (position & 1) == 1 ? position : 0;
        }
    }

    /// <summary>From here on the worker may block, and touches nothing of the loop.</summary>
    public void EnterUserCode()
    {
        Debug.Assert((_position & 1) == 0, "Once a turn, or a worker that has lost the loop gives the next one's turn away.");
        Volatile.Write(ref _position, _position | 1);
    }

    /// <summary>Gives the loop to a new thread, if its worker still is where it was seen, and if there is a thread.</summary>
    public void TryTakeOver(long userTurn)
    {
        if (LoopThread.AreMany && !ServesMany)
        {
            if (TryTake(userTurn))
            {
                // The pool's, which come slowly.
                ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Run(), this, preferLocal: false);
            }
        }
        else if (UserTurn == userTurn && LoopThread.TryStart(out var thread))
        {
            thread.Give(TryTake(userTurn) ? this : null);
        }
    }

    /// <summary>Whether many connections depend on it: it is never short of a thread, whatever one peer may do.</summary>
    public virtual bool ServesMany => false;

    /// <summary>Goes on where the last worker was.</summary>
    public abstract void Run();

    protected long BeginTurn()
    {
        var turn = ++_turns * 2;
        _position = turn;
        return turn;
    }

    /// <summary>What user code has set in its synchronous part must not reach the user code of the next turn.</summary>
    protected static void Restore(ExecutionContext? context)
    {
        if (context is not null && ExecutionContext.Capture() != context)
        {
            ExecutionContext.Restore(context);
        }

        if (SynchronizationContext.Current is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    /// <summary>False when another worker has the loop now: nothing of it may be touched any more.</summary>
    protected bool TryEndTurn(long turn)
    {
        var now = Interlocked.CompareExchange(ref _position, 0, turn | 1);
        return now == (turn | 1) || now == turn;
    }

    private bool TryTake(long userTurn) => Interlocked.CompareExchange(ref _position, 0, userTurn) == userTurn;
}
