using System.Diagnostics.CodeAnalysis;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>
/// When the calls of a peer start, where that is not just when they arrive: because a service has barriers, or is ordered, or an object that is lent is, or
/// because calls run on a synchronization context. Other connections have none. Thread-safe.
/// </summary>
/// <remarks>
/// A call stands in at most one line: behind the barrier that has not ended, behind the calls to its ordered service, or among those that start next.
/// </remarks>
internal sealed partial class CallOrder
{
    private readonly Lock _gate = new();
    private readonly RpcSession _session;
    private readonly IReadOnlyList<ServiceRegistration> _services;
    private readonly CallLane?[] _lanes;
    private readonly SynchronizationContext? _context;
    private readonly ReadyLoop _loop;
    private readonly LinkedList<CallTurn> _behindBarrier = new();
    private readonly LinkedList<CallTurn> _ready = new();
    private CallTurn? _barrier; // the one that has not ended
    private long _waitingBytes;
    private bool _loopRuns;

    /// <summary>An order of a connection's calls.</summary>
    public CallOrder(RpcSession session, IReadOnlyList<ServiceRegistration> services)
    {
        _session = session;
        _services = services;
        _context = session.Settings.SynchronizationContext;
        _lanes = new CallLane?[services.Count];
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = services[i].IsOrdered ? new CallLane() : null;
        }

        _loop = new ReadyLoop(this);
    }

    /// <summary>The order of a connection's calls; null when they start as they arrive.</summary>
    public static CallOrder? For(RpcSession session, IReadOnlyList<ServiceRegistration> services)
    {
        var isNeeded = session.Settings.SynchronizationContext is not null;
        for (var i = 0; i < services.Count; i++)
        {
            isNeeded |= services[i].KeepsOrder;
        }

        return isNeeded ? new CallOrder(session, services) : null;
    }

    /// <summary>Whether the call is to be started now, by the caller; if not it waits, and is seen to. For the thread that delivers messages.</summary>
    /// <param name="call">The call.</param>
    /// <param name="outer">The call from within which it comes, as far as that keeps a place itself.</param>
    public bool TryStart(IncomingCall call, CallTurn? outer)
    {
        if (!TryFind(call, out var method, out var lane))
        {
            // Nothing will start: the caller may know at once.
            return true;
        }

        CallTurn turn;
        bool isRefused;
        lock (_gate)
        {
            outer = outer is { State: CallTurnState.Ended } ? null : outer;

            // Nor does a call overtake those that are about to start. One from within a call that runs belongs to that.
            var isFree = _context is null && (outer is not null || (_barrier is null && !_loopRuns && _ready.Count == 0));
            if (isFree && outer is null && lane is null && !method.Barrier)
            {
                return true;
            }

            turn = new CallTurn(this, call, method, lane, outer);
            if (isFree && (lane is null || lane.TryEnter(turn)))
            {
                turn.State = CallTurnState.Running;
                call.Turn = turn;
                BecomeBarrier(turn);
                return true;
            }

            isRefused = _waitingBytes > 0 && _waitingBytes + call.MessageLength > _session.Settings.Limits.MaxWaitingBytes;
        }

        if (isRefused)
        {
            Refuse(call);
        }
        else
        {
            Wait(turn);
        }

        return false;
    }

    /// <summary>The call has ended: whoever waits for that goes on.</summary>
    public void Release(CallTurn turn)
    {
        int count;
        lock (_gate)
        {
            turn.State = CallTurnState.Ended;
            count = _ready.Count;
            if (turn.Lane?.Leave(turn) is { } entering)
            {
                Admit(entering);
            }

            if (_barrier == turn)
            {
                _barrier = null;
                while (_barrier is null && Take(_behindBarrier) is { } next)
                {
                    Admit(next);
                }
            }

            count = _ready.Count - count;
        }

        Wake(count);
    }

    // Copies what is only lent, and can be given up from then on.
    private void Wait(CallTurn turn)
    {
        turn.Call.Turn = turn;
        turn.Call.OutliveDelivery();
        turn.Keep();
        lock (_gate)
        {
            _waitingBytes += turn.KeptBytes;
        }

        turn.WatchCancellation();
        int count;
        lock (_gate)
        {
            if (turn.State == CallTurnState.Ended)
            {
                count = -1;
            }
            else
            {
                turn.State = CallTurnState.Waiting;
                count = _ready.Count;
                if (_barrier is null || turn.Outer is not null)
                {
                    Admit(turn);
                }
                else
                {
                    _behindBarrier.AddLast(turn.Node!);
                }

                count = _ready.Count - count;
            }
        }

        if (count < 0)
        {
            turn.Call.Fail(new OperationCanceledException());
        }
        else
        {
            Wake(count);
        }
    }

    // No barrier is in its way any more.
    private void Admit(CallTurn turn)
    {
        BecomeBarrier(turn);
        if (turn.Lane?.TryEnter(turn) ?? true)
        {
            _ready.AddLast(turn.Node!);
        }
        else
        {
            turn.Lane.Add(turn);
        }
    }

    // A barrier from within another holds nobody up whom that does not.
    private void BecomeBarrier(CallTurn turn)
    {
        if (turn.IsBarrier)
        {
            _barrier ??= turn;
        }
    }

    private bool TryFind(IncomingCall call, [NotNullWhen(true)] out RpcMethod? method, out CallLane? lane)
    {
        if (call.TargetMethod is { } called)
        {
            (method, lane) = (called, call.TargetLane);
            return true;
        }

        var name = call.Method;
        for (var i = 0; i < _lanes.Length; i++)
        {
            lane = _lanes[i];
            var methods = _services[i].Methods;
            for (var j = 0; j < methods.Count; j++)
            {
                method = methods[j];
                if (name.SequenceEqual(method.WireName.Utf8))
                {
                    return true;
                }
            }
        }

        (method, lane) = (null, null);
        return false;
    }

    private void Refuse(IncomingCall call)
    {
        var text = $"{call.MethodName} was refused: {nameof(RpcLimits.MaxWaitingBytes)} = {_session.Settings.Limits.MaxWaitingBytes} is reached.";
        Log.CallRefused(_session.Settings.Logger, _session.Connection.Id, text);
        call.Miss(nameof(RpcLimits.MaxWaitingBytes), _session.Settings.Limits.MaxWaitingBytes);
        call.Fail(new RpcErrorException(JsonRpcErrorCode.LimitReached, text));
    }

    private static CallTurn? Take(LinkedList<CallTurn> line)
    {
        var first = line.First;
        if (first is not null)
        {
            line.Remove(first);
        }

        return first?.Value;
    }
}
