using System.Diagnostics.CodeAnalysis;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>Those of the peer's calls whose services have asked for their tokens, found again to be cancelled. Thread-safe.</summary>
/// <remarks>The sources and not the calls: a call object may serve another call by the time its cancellation fires.</remarks>
internal sealed class CancellableCalls
{
    private readonly Lock _gate = new();
    private readonly Dictionary<JsonRpcId, CancellationTokenSource> _byId = [];
    private readonly HashSet<CancellationTokenSource> _byClosing = [];
    private bool _closed;

    /// <returns>False when the connection is gone, and the call with it.</returns>
    public bool Add(in JsonRpcId id, CancellationTokenSource cancellation)
    {
        lock (_gate)
        {
            // Of two calls in flight under one id, the first is the one a cancellation finds; a notification has none.
            if (id.Kind == JsonRpcIdKind.Absent || !_byId.TryAdd(id, cancellation))
            {
                _byClosing.Add(cancellation);
            }

            return !_closed;
        }
    }

    public bool TryFind(in JsonRpcId id, [NotNullWhen(true)] out CancellationTokenSource? cancellation)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(id, out cancellation);
        }
    }

    public void Remove(in JsonRpcId id, CancellationTokenSource cancellation)
    {
        lock (_gate)
        {
            if (!_byClosing.Remove(cancellation))
            {
                _byId.Remove(id);
            }
        }
    }

    /// <summary>The connection is gone: all that is here, and all that is added from now on, is the caller's to cancel.</summary>
    public CancellationTokenSource[] Close()
    {
        lock (_gate)
        {
            _closed = true;
            return [.. _byId.Values, .. _byClosing];
        }
    }
}
