using System.Diagnostics.CodeAnalysis;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The peer's calls that are not answered yet: counted, bounded, and cancelled.</summary>
internal sealed class IncomingCalls(RpcSession session, int capacity)
{
    private CallsById? _byId;

    // The call whose service the delivering thread is in. Most calls end there, and need not be found by their ids; one that blocks is left
    // here while another thread goes on.
    private IncomingCall? _delivering;
    private volatile TaskCompletionSource? _idle;

    // Calls begin on the thread that delivers messages, one at a time and handed over with barriers: a plain count. They end anywhere.
    private long _begun;
    private long _ended;

    // Made at first use: most connections never need it.
    private CallsById ById => LazyInitializer.EnsureInitialized(ref _byId, static () => new CallsById());

    /// <summary>How many are under way; a moment old unless none begins.</summary>
    public int Count => (int)(Volatile.Read(ref _begun) - Volatile.Read(ref _ended));

    /// <summary>Whether a call of that id is not answered yet. For the thread that delivers messages, before the call begins.</summary>
    public bool IsInFlight(in JsonRpcId id)
    {
        if (Volatile.Read(ref _delivering) is { } blocked)
        {
            ById.TakeOver(ref _delivering, blocked);
        }

        return _byId is { IsEmpty: false } calls && calls.Contains(id);
    }

    /// <summary>Admits a call, unless too many are under way. For the thread that delivers messages.</summary>
    public bool TryBegin([NotNullWhen(true)] out IncomingCall? call)
    {
        if (_begun - Volatile.Read(ref _ended) >= capacity)
        {
            call = null;
            return false;
        }

        _begun++;
        if (!CallPool<IncomingCall>.TryRent(out call))
        {
            call = new IncomingCall();
        }

        return true;
    }

    /// <summary>The call goes to its service. For the thread that delivers messages.</summary>
    public void BeginDelivery(IncomingCall call)
    {
        if (CallsById.Holds(call.Id))
        {
            Volatile.Write(ref _delivering, call);
        }
    }

    /// <summary>The call goes on while the thread that delivers messages leaves it.</summary>
    public void OutliveDelivery(IncomingCall call)
    {
        if (CallsById.Holds(call.Id))
        {
            ById.Move(ref _delivering, call);
        }
    }

    /// <summary>The id is taken, call or no call, until it is released.</summary>
    public void Hold(in JsonRpcId id) => ById.Add(id);

    /// <summary>Gives back what <see cref="Hold"/> took.</summary>
    public void Release(in JsonRpcId id) => ById.Remove(id, null);

    /// <summary>The call was answered. From any thread.</summary>
    public void End(IncomingCall call)
    {
        RemoveFromById(call);
        call.Reset();
        CallPool<IncomingCall>.Return(call);

        // With the exchange of WhenIdle: either it sees that the last call has ended, or this sees who waits. Whoever waits does so
        // when no call begins any more, so what is compared stands.
        var ended = Interlocked.Increment(ref _ended);
        if (_idle is { } idle && ended == Volatile.Read(ref _begun))
        {
            idle.TrySetResult();
        }
    }

    private void RemoveFromById(IncomingCall call)
    {
        var cancellation = call.CancellationSource;
        var endsWhereItBegan = Interlocked.CompareExchange(ref _delivering, null, call) == call;
        if (cancellation is not null || (!endsWhereItBegan && CallsById.Holds(call.Id)))
        {
            ById.Remove(call.Id, cancellation, keepId: call.Batch is not null);
        }

        (cancellation as TimedCancellation)?.Stop();
    }

    /// <summary>The service has asked for the call's token.</summary>
    public void MakeCancellable(in JsonRpcId id, CancellationTokenSource cancellation)
    {
        if (!ById.Add(id, cancellation))
        {
            session.Cancel(cancellation);
        }
    }

    /// <summary>Finds what cancels a call of the peer.</summary>
    public bool TryFind(in JsonRpcId id, [NotNullWhen(true)] out CancellationTokenSource? cancellation)
    {
        cancellation = null;
        return _byId is { } calls && calls.TryFind(id, out cancellation);
    }

    /// <summary>The connection is gone: all tokens fire, none waits for what another one sets off.</summary>
    public void CancelAll()
    {
        foreach (var cancellation in ById.Close())
        {
            ThreadPool.UnsafeQueueUserWorkItem(session.Cancel, cancellation, preferLocal: false);
        }
    }

    /// <summary>Completes when no call is under way. For the end of the connection, behind its last message.</summary>
    public Task WhenIdle()
    {
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _idle, idle);
        if (_begun == Volatile.Read(ref _ended))
        {
            idle.TrySetResult();
        }

        return idle.Task;
    }
}
