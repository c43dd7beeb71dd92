namespace WsRpc;

/// <summary>The calls of one connection to one ordered service. Belongs to the <see cref="CallOrder"/> and is read and changed inside its gate.</summary>
/// <remarks>A call that comes from within the one that runs enters above it, so one at a time runs there too; what is below goes on when all above has ended.</remarks>
internal sealed class CallLane
{
    private readonly LinkedList<CallTurn> _waiting = new();
    private readonly LinkedList<CallTurn> _nested = new(); // from within calls that run: those first, or the calls they come from would never end

    /// <summary>The call that runs, or is about to; the innermost one.</summary>
    public CallTurn? Holder { get; private set; }

    /// <summary>False when the call must wait.</summary>
    public bool TryEnter(CallTurn turn)
    {
        if (Holder is not null && !turn.IsWithin(Holder))
        {
            return false;
        }

        turn.Below = Holder;
        Holder = turn;
        return true;
    }

    /// <summary>The call waits until <see cref="Leave"/> names it.</summary>
    public void Add(CallTurn turn) => (turn.Outer is null ? _waiting : _nested).AddLast(turn.Node!);

    /// <summary>The call has ended, if it ever entered. Returns the one that may enter now, which waits no more.</summary>
    public CallTurn? Leave(CallTurn turn)
    {
        if (Holder != turn)
        {
            return null;
        }

        do
        {
            Holder = Holder.Below;
        }
        while (Holder is { State: CallTurnState.Ended });

        var next = FirstFrom(_nested) ?? (Holder is null ? _waiting.First : null);
        next?.List!.Remove(next);
        return next?.Value;
    }

    private LinkedListNode<CallTurn>? FirstFrom(LinkedList<CallTurn> line)
    {
        for (var node = line.First; node is not null; node = node.Next)
        {
            if (Holder is null || node.Value.IsWithin(Holder))
            {
                return node;
            }
        }

        return null;
    }
}
