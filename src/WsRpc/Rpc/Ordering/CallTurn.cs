using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The place of one call of the peer among the others: it holds them up, or is held up by them. Changed inside the gate of its order.</summary>
/// <param name="order">The order of its connection.</param>
/// <param name="call">The call.</param>
/// <param name="method">Its method.</param>
/// <param name="lane">The line of its service; null when that is not ordered.</param>
/// <param name="outer">The call from within which it comes: that runs, and waits for it. Null for none.</param>
internal sealed class CallTurn(CallOrder order, IncomingCall call, RpcMethod method, CallLane? lane, CallTurn? outer)
{
    public CallTurn? Outer => outer;

    /// <summary>What goes on in its lane when it has ended.</summary>
    public CallTurn? Below { get; set; }

    public IncomingCall Call => call;

    public CallLane? Lane => lane;

    public bool IsBarrier => method.Barrier;

    public string Method => method.Name;

    public CallTurnState State { get; set; }

    /// <summary>How many octets were copied because it waits.</summary>
    public int KeptBytes { get; private set; }

    /// <summary>Whether it starts on another thread than the one that received it.</summary>
    public bool IsKept => KeptBytes > 0;

    /// <summary>Where it stands in a line.</summary>
    public LinkedListNode<CallTurn>? Node { get; private set; }

    /// <summary>What gives it up while it waits.</summary>
    public CancellationTokenRegistration GivingUp { get; private set; }

    /// <summary>Whether it comes from within the other, directly or not.</summary>
    public bool IsWithin(CallTurn other)
    {
        var turn = outer;
        while (turn is not null && turn != other)
        {
            turn = turn.Outer;
        }

        return turn is not null;
    }

    /// <summary>Takes over what was lent for the time of the delivery.</summary>
    public void Keep()
    {
        KeptBytes = call.KeepMessage();
        Node = new LinkedListNode<CallTurn>(this);
    }

    /// <summary>From here on a cancellation, the deadline and the end of the connection end the wait. They may do so before this returns.</summary>
    public void WatchCancellation() => GivingUp = call.Cancellation.UnsafeRegister(static turn => ((CallTurn)turn!).GiveUp(), this);

    /// <summary>What follows is foreign code that may block.</summary>
    public void EnterUserCode() => order.EnterUserCode();

    /// <summary>The call was answered.</summary>
    public void Finish() => order.Release(this);

    private void GiveUp() => order.GiveUp(this);
}
