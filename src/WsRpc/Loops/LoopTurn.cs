namespace WsRpc;

/// <summary>
/// What a worker has promised to do at the end of its turn: whoever answers what he receives can hold his answers back until
/// then, and have them go out together, whether or not he goes on receiving.
/// </summary>
internal sealed class LoopTurn
{
    [ThreadStatic]
    private static LoopTurn? t_current;

    private Action? _atEnd;

    /// <summary>The turn that this thread is in; null on a thread that is no loop's.</summary>
    public static LoopTurn? Current => t_current;

    /// <summary>From here on this thread runs turns.</summary>
    public static LoopTurn BeginOnThisThread() => t_current = new LoopTurn();

    /// <summary>This thread runs turns no more.</summary>
    public static void Leave() => t_current = null;

    /// <summary>The first to ask is the one to be called.</summary>
    public bool TryCallAtEnd(Action action) => Interlocked.CompareExchange(ref _atEnd, action, null) is null;

    /// <summary>Called by the worker, or by another one that takes over because this one is stuck.</summary>
    public void End()
    {
        if (_atEnd is not null)
        {
            Interlocked.Exchange(ref _atEnd, null)?.Invoke();
        }
    }
}
