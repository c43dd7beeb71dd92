using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// How calls that waited start, or do not.
internal sealed partial class CallOrder
{
    /// <summary>The next call whose turn has come; null when there is none. From then on it cannot be given up.</summary>
    public CallTurn? Next()
    {
        CallTurn? turn;
        lock (_gate)
        {
            turn = Take(_ready);
            if (turn is null)
            {
                _loopRuns = false;
                return null;
            }

            turn.State = CallTurnState.Running;
            _waitingBytes -= turn.KeptBytes;
        }

        turn.GivingUp.Unregister();
        return turn;
    }

    public void Run(CallTurn turn)
    {
        try
        {
            _session.Dispatch(turn.Call);
        }
        catch (Exception exception)
        {
            // A mistake of ours, since services' exceptions are answered. On this thread nobody else would catch it.
            _session.Abort(exception);
        }
    }

    /// <summary>What follows is foreign code that may block.</summary>
    public void EnterUserCode()
    {
        if (_context is null)
        {
            _loop.EnterUserCode();
        }
    }

    /// <summary>The call does not wait any longer: it was cancelled, its deadline has passed, or the connection is gone.</summary>
    public void GiveUp(CallTurn turn)
    {
        string? before;
        lock (_gate)
        {
            if (turn.State is CallTurnState.Running or CallTurnState.Ended)
            {
                return;
            }

            _waitingBytes -= turn.KeptBytes;
            var isNew = turn.State == CallTurnState.New;
            turn.State = CallTurnState.Ended;
            if (isNew)
            {
                return;
            }

            var line = turn.Node!.List!;
            before = line == _ready ? null : line == _behindBarrier ? _barrier!.Method : turn.Lane!.Holder!.Method;
            line.Remove(turn.Node);
        }

        var call = turn.Call;
        call.Fail(call.Ending == CallEnding.Expired
            ? new RpcErrorException(JsonRpcErrorCode.DeadlineExceeded, $"{call.MethodName}: the deadline has passed while it waited for {before ?? "its turn"}.")
            : new OperationCanceledException());
    }

    // Outside the gate, since the context is foreign.
    private void Wake(int count)
    {
        if (_context is null)
        {
            if (count > 0 && TryBeginLoop())
            {
                _loop.Start();
            }

            return;
        }

        try
        {
            // Each takes whoever is the first by then, so that the order does not depend on which thread posts sooner.
            for (var i = 0; i < count; i++)
            {
                _context.Post(static order => ((CallOrder)order!).RunNext(), this);
            }
        }
        catch (Exception exception)
        {
            // A context that has ended: nothing would ever be answered.
            _session.Abort(exception);
        }
    }

    private bool TryBeginLoop()
    {
        lock (_gate)
        {
            return !_loopRuns && (_loopRuns = true);
        }
    }

    private void RunNext()
    {
        if (Next() is { } turn)
        {
            Run(turn);
        }
    }
}
