using System.Diagnostics.CodeAnalysis;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The peer's calls that are not answered yet: counted, bounded, and cancelled.</summary>
internal sealed class IncomingCalls(RpcSession session, int capacity)
{
    private CancellableCalls? _cancellable;
    private volatile TaskCompletionSource? _idle;

    // Calls begin on the thread that delivers messages, one at a time and handed over with barriers: a plain count. They end anywhere.
    private long _begun;
    private long _ended;

    // Made at first use: most connections never need it.
    private CancellableCalls Cancellable => LazyInitializer.EnsureInitialized(ref _cancellable, static () => new CancellableCalls());

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

    /// <summary>The call was answered. From any thread.</summary>
    public void End(IncomingCall call)
    {
        if (call.CancellationSource is { } cancellation)
        {
            Cancellable.Remove(call.Id, cancellation);
            (cancellation as TimedCancellation)?.Stop();
        }

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

    /// <summary>The service has asked for the call's token.</summary>
    public void MakeCancellable(in JsonRpcId id, CancellationTokenSource cancellation)
    {
        if (!Cancellable.Add(id, cancellation))
        {
            session.Cancel(cancellation);
        }
    }

    /// <summary>Finds what cancels a call of the peer.</summary>
    public bool TryFind(in JsonRpcId id, [NotNullWhen(true)] out CancellationTokenSource? cancellation)
    {
        cancellation = null;
        return _cancellable is { } cancellable && cancellable.TryFind(id, out cancellation);
    }

    /// <summary>The connection is gone: all tokens fire, none waits for what another one sets off.</summary>
    public void CancelAll()
    {
        foreach (var cancellation in Cancellable.Close())
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
