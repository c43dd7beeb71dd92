using System.Diagnostics.CodeAnalysis;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>
/// Those of the peer's calls that must be found by their ids: to be cancelled, and so that no other call begins under the same id. Thread-safe.
/// </summary>
/// <remarks>
/// Cancellation sources and not calls: a call object may serve another call by the time its cancellation fires. Notifications, and requests with id null, have no id of
/// their own; they are here only as what the end of the connection cancels.
/// </remarks>
internal sealed class CallsById
{
    private readonly Lock _gate = new();
    private readonly Dictionary<JsonRpcId, CancellationTokenSource?> _byId = [];
    private readonly HashSet<CancellationTokenSource> _nameless = [];
    private volatile int _count; // of ids, for those who hold no lock
    private bool _closed;

    /// <summary>Whether no id is taken. Takes no lock: most connections have nothing here when a call begins.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Whether the id is one that only one call at a time may have. Null tells no call from another (JSON-RPC 2.0 §4 discourages it).</summary>
    public static bool Holds(in JsonRpcId id) => id.Kind is JsonRpcIdKind.Integer or JsonRpcIdKind.String;

    public bool Contains(in JsonRpcId id)
    {
        lock (_gate)
        {
            return _byId.ContainsKey(id);
        }
    }

    /// <summary>The id is taken until it is removed.</summary>
    public void Add(in JsonRpcId id)
    {
        lock (_gate)
        {
            Take(id);
        }
    }

    /// <summary>Takes a call of another thread, which may be about to end it, out of its place, if it still is there.</summary>
    public void TakeOver(ref IncomingCall? place, IncomingCall call)
    {
        lock (_gate)
        {
            // Its thread finds that it has left its place, and waits for the gate to remove it here: until then it has its id.
            if (Interlocked.CompareExchange(ref place, null, call) == call)
            {
                Take(call.Id);
            }
        }
    }

    /// <summary>Moves a call of this thread here from its place, at no moment of which it is in neither.</summary>
    public void Move(ref IncomingCall? place, IncomingCall call)
    {
        lock (_gate)
        {
            Take(call.Id);
            Interlocked.CompareExchange(ref place, null, call);
        }
    }

    /// <summary>The call, here or not so far, is cancelled by this.</summary>
    /// <returns>False when the connection is gone, and the call with it.</returns>
    public bool Add(in JsonRpcId id, CancellationTokenSource cancellation)
    {
        lock (_gate)
        {
            if (Holds(id))
            {
                _byId[id] = cancellation;
                _count = _byId.Count;
            }
            else
            {
                _nameless.Add(cancellation);
            }

            return !_closed;
        }
    }

    public bool TryFind(in JsonRpcId id, [NotNullWhen(true)] out CancellationTokenSource? cancellation)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(id, out cancellation) && cancellation is not null;
        }
    }

    /// <summary>The call has ended.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">What cancelled it, if anything did.</param>
    /// <param name="keepId">Whether the id stays taken, since the answer is still to be sent.</param>
    public void Remove(in JsonRpcId id, CancellationTokenSource? cancellation, bool keepId = false)
    {
        lock (_gate)
        {
            if (!Holds(id))
            {
                _nameless.Remove(cancellation!);
            }
            else if (keepId)
            {
                _byId[id] = null;
            }
            else
            {
                _byId.Remove(id);
                _count = _byId.Count;
            }
        }
    }

    /// <summary>The connection is gone: all that is here, and all that is added from now on, is the caller's to cancel.</summary>
    public CancellationTokenSource[] Close()
    {
        lock (_gate)
        {
            _closed = true;
            return [.. _byId.Values.OfType<CancellationTokenSource>(), .. _nameless];
        }
    }

    private void Take(in JsonRpcId id)
    {
        _byId.TryAdd(id, null);
        _count = _byId.Count;
    }
}
