using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>What was called while there was no connection, in its order, until the next one is there. Bounded and thread-safe.</summary>
/// <param name="connection">Whose calls they are.</param>
/// <param name="settings">Their clock.</param>
/// <param name="rules">Whether they wait, and how many.</param>
internal sealed partial class WaitingMessages(RpcConnection connection, RpcSettings settings, RpcReconnect rules)
{
    private readonly LinkedList<WaitingMessage> _queue = new();
    private HeldNotifications? _held; // those that may be lost
    private long _bytes;
    private bool _takesNoMore;

    /// <summary>Guards all this, and which session is the connection's. Nothing foreign runs in it.</summary>
    public Lock Gate { get; } = new();

    /// <summary>What has become of the connection, as errors say it.</summary>
    public string Reason { get; set; } = "the connection is lost";

    /// <summary>Keeps what its session cannot send any more, or sends it on the session that has followed. Whatever becomes of it, the message learns it.</summary>
    /// <param name="over">The session.</param>
    /// <param name="message">What is to be sent.</param>
    /// <param name="refusal">What it fails with if it may not wait.</param>
    public void Add(RpcSession over, WaitingMessage message, Exception refusal)
    {
        Exception? failure;
        bool isOver;
        do
        {
            if (message.CancellationToken.CanBeCanceled)
            {
                // Before anybody else can find the message. A cancellation that comes earlier than that is noticed when it is added.
                message.Watch();
            }

            RpcSession next;
            lock (Gate)
            {
                next = connection.Session;
                if (next == over)
                {
                    failure = Admit(message, refusal);
                    break;
                }
            }

            failure = Send(message, next);
            isOver = IsOver(failure);
            over = next;
        }
        while (isOver);

        if (failure is not null)
        {
            message.Fail(failure);
        }
    }

    /// <summary>Keeps a notification that may be lost, as it would be kept for a peer that reads too slowly.</summary>
    /// <returns>False when it is not kept.</returns>
    public bool TryHold(RpcSession over, RpcMethod method, ReadOnlySpan<byte> parameters)
    {
        lock (Gate)
        {
            if (_takesNoMore || !rules.CallsWait || connection.Session != over)
            {
                return false;
            }

            _held ??= new HeldNotifications(Math.Min(rules.MaxWaitingBytes, settings.Connection.OutgoingHighWaterBytes), connection.Counters);
            _held.Add(method, parameters);
            return true;
        }
    }

    /// <summary>Sends all that waits, and makes the session the connection's before anything else can be sent on it.</summary>
    /// <param name="next">The session.</param>
    /// <param name="replace">Makes it the connection's.</param>
    /// <returns>False when the session is over, or nothing is to be sent any more; then all waits on.</returns>
    public bool TryMoveTo(RpcSession next, Action replace)
    {
        List<(WaitingMessage Message, Exception Failure)> failed = [];
        bool moved;
        lock (Gate)
        {
            moved = !_takesNoMore && TrySendAll(next, failed);
            if (moved)
            {
                replace();
            }
        }

        foreach (var (message, failure) in failed)
        {
            Fail(message, failure);
        }

        return moved;
    }

    /// <summary>Takes no more; what waits is about to end.</summary>
    public void TakeNoMore()
    {
        lock (Gate)
        {
            _takesNoMore = true;
        }
    }

    /// <summary>Ends all that waits: there will be no connection.</summary>
    public void Close(RpcClosed closed)
    {
        WaitingMessage[] waiting;
        lock (Gate)
        {
            _takesNoMore = true;
            waiting = [.. _queue];
            foreach (var message in waiting)
            {
                Remove(message);
            }

            _held?.Clear();
        }

        foreach (var message in waiting)
        {
            Fail(message, RpcFailures.NotSent(message.Method.Name, connection.Id, closed));
        }
    }

    /// <summary>The session has ended, so that another one may still send the message.</summary>
    private static bool IsOver(Exception? failure) => failure is RpcConnectionClosedException { MayHaveRun: false };

    // Each on its own: what one caller does next must not keep the others waiting.
    private static void Fail(WaitingMessage message, Exception failure) =>
        ThreadPool.UnsafeQueueUserWorkItem(static ending => ending.message.Fail(ending.failure), (message, failure), preferLocal: false);

    private bool TrySendAll(RpcSession next, List<(WaitingMessage Message, Exception Failure)> failed)
    {
        while (_queue.First is { Value: var message })
        {
            if (Send(message, next) is not { } failure)
            {
                Remove(message);
            }
            else if (!IsOver(failure))
            {
                Remove(message);
                failed.Add((message, failure));
            }
            else
            {
                message.Watch();
                if (message.CancellationToken.IsCancellationRequested)
                {
                    Remove(message);
                    failed.Add((message, new OperationCanceledException(message.CancellationToken)));
                }

                return false;
            }
        }

        while (_held is not null && _held.TryTake(out var held))
        {
            _ = next.SendWaiting(held.Method, held.Parameters, span: null);
        }

        return true;
    }

    private Exception? Send(WaitingMessage message, RpcSession session)
    {
        var left = message.Due == 0 ? 0 : message.Due - CallDeadlines.NowBy(settings.TimeProvider);
        return message.Due != 0 && left <= 0 ? Expired(message) : message.SendOn(session, new CallTime((int)left, Bound: null));
    }

    // Under the gate.
    private Exception? Admit(WaitingMessage message, Exception refusal)
    {
        var name = message.Method.Name;
        if (_takesNoMore)
        {
            return refusal;
        }

        if (!rules.CallsWait)
        {
            return RpcFailures.Away(name, connection.Id, Reason);
        }

        if (message.CancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(message.CancellationToken);
        }

        if (_queue.Count >= rules.MaxWaitingCalls)
        {
            return RpcFailures.LimitReached(name, connection.Id, nameof(RpcReconnect.MaxWaitingCalls), rules.MaxWaitingCalls);
        }

        if (_bytes + message.Bytes > rules.MaxWaitingBytes)
        {
            return RpcFailures.LimitReached(name, connection.Id, nameof(RpcReconnect.MaxWaitingBytes), rules.MaxWaitingBytes);
        }

        message.Node = _queue.AddLast(message);
        _bytes += message.Bytes;
        WatchDeadline(message);
        return null;
    }

    private void Remove(WaitingMessage message)
    {
        _queue.Remove(message.Node!);
        _bytes -= message.Bytes;
        message.Node = null;
        message.Timer?.Dispose();
    }
}
