namespace WsRpc;

/// <summary>
/// The turns of one worker, and what was left for the end of the present one: who answers what he receives can have his answers
/// held back until then, and go out together, whether or not he goes on receiving.
/// </summary>
internal sealed class LoopTurn
{
    // Taken for good: nothing more can be left.
    private static readonly Action Over = static () => { };

    [ThreadStatic]
    private static LoopTurn? t_current;

    private Action? _atEnd;

    /// <summary>The turn that this thread is in; null on a thread that waits for no sockets.</summary>
    public static LoopTurn? Current => t_current;

    /// <summary>From here on this thread runs turns.</summary>
    public static LoopTurn BeginOnThisThread() => t_current = new LoopTurn();

    /// <summary>This thread runs turns no more.</summary>
    public static void Leave() => t_current = null;

    /// <summary>False when something else was left before, or the worker is stuck and has lost its loop.</summary>
    public bool TryCallAtEnd(Action action)
    {
        var before = Interlocked.CompareExchange(ref _atEnd, action, null);
        return before is null || before == action;
    }

    /// <summary>Called by the worker at the end of each turn.</summary>
    public void End()
    {
        if (_atEnd is { } action && action != Over && Interlocked.CompareExchange(ref _atEnd, null, action) == action)
        {
            action();
        }
    }

    /// <summary>Called by the next worker: the turn may never end, and nothing may wait for that.</summary>
    public void EndForGood() => Interlocked.Exchange(ref _atEnd, Over)?.Invoke();
}
