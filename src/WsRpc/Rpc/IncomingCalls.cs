using System.Diagnostics.CodeAnalysis;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The peer's calls that are not answered yet: counted, bounded, found again to be cancelled, and used again. Thread-safe.</summary>
internal sealed class IncomingCalls(RpcSession session, int capacity)
{
    // As many call objects as are kept for the next calls.
    private const int LargestSpare = 256;

    private readonly Lock _gate = new();
    private readonly Stack<IncomingCall> _spare = new();

    // The sources and not the calls: a call object may serve another call by the time its cancellation fires.
    private readonly Dictionary<JsonRpcId, CancellationTokenSource> _cancellable = [];
    private readonly HashSet<CancellationTokenSource> _cancellableByClosing = [];
    private TaskCompletionSource? _idle;
    private int _count;
    private bool _closed;

    /// <summary>Admits a call, unless too many are under way.</summary>
    public bool TryBegin([NotNullWhen(true)] out IncomingCall? call)
    {
        lock (_gate)
        {
            call = null;
            if (_count == capacity)
            {
                return false;
            }

            _count++;
            if (!_spare.TryPop(out call))
            {
                call = new IncomingCall(session);
            }

            return true;
        }
    }

    /// <summary>The call was answered.</summary>
    public void End(IncomingCall call)
    {
        lock (_gate)
        {
            if (call.CancellationSource is { } cancellation)
            {
                Forget(call.Id, cancellation);
            }

            call.Reset();
            if (_spare.Count < LargestSpare)
            {
                _spare.Push(call);
            }

            if (--_count == 0)
            {
                _idle?.TrySetResult();
            }
        }
    }

    /// <summary>The service has asked for the call's token.</summary>
    public void MakeCancellable(in JsonRpcId id, CancellationTokenSource cancellation)
    {
        bool closed;
        lock (_gate)
        {
            // Of two calls in flight under one id, the first is the one a cancellation finds; a notification has none.
            if (id.Kind == JsonRpcIdKind.Absent || !_cancellable.TryAdd(id, cancellation))
            {
                _cancellableByClosing.Add(cancellation);
            }

            closed = _closed;
        }

        if (closed)
        {
            session.Cancel(cancellation);
        }
    }

    /// <summary>Finds what cancels a call of the peer.</summary>
    public bool TryFind(in JsonRpcId id, [NotNullWhen(true)] out CancellationTokenSource? cancellation)
    {
        lock (_gate)
        {
            return _cancellable.TryGetValue(id, out cancellation);
        }
    }

    /// <summary>The connection is gone: all tokens fire, none waits for what another one sets off.</summary>
    public void CancelAll()
    {
        CancellationTokenSource[] cancellations;
        lock (_gate)
        {
            _closed = true;
            cancellations = [.. _cancellable.Values, .. _cancellableByClosing];
        }

        foreach (var cancellation in cancellations)
        {
            ThreadPool.UnsafeQueueUserWorkItem(session.Cancel, cancellation, preferLocal: false);
        }
    }

    /// <summary>Completes when no call is under way.</summary>
    public Task WhenIdle()
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    private void Forget(in JsonRpcId id, CancellationTokenSource cancellation)
    {
        if (!_cancellableByClosing.Remove(cancellation))
        {
            _cancellable.Remove(id);
        }
    }
}
