using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The objects of this end that one peer may call, by their handles. Made with the first of them. Thread-safe.</summary>
internal sealed class MarshaledObjects(int capacity, RpcCounters counters)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, MarshaledObject> _objects = [];
    private long _last;
    private bool _hasEnded;

    /// <summary>Gives an object a handle.</summary>
    /// <returns>Null when there are as many as there may be, or the connection has ended.</returns>
    public MarshaledObject? Add(object target, RpcObjectContract contract, RpcDispatcher dispatcher, bool endsWithCall)
    {
        lock (_gate)
        {
            if (_hasEnded || _objects.Count >= capacity)
            {
                return null;
            }

            // Never used again: whoever holds an old one must not reach another object.
            var added = new MarshaledObject(this, ++_last, target, contract, dispatcher, endsWithCall);
            _objects.Add(added.Handle, added);
            RpcCounters.Count(ref counters.ObjectsLentCount);
            return added;
        }
    }

    public MarshaledObject? Find(long handle)
    {
        lock (_gate)
        {
            return _objects.GetValueOrDefault(handle);
        }
    }

    /// <summary>Releases an object. True for whoever does so first.</summary>
    public bool Remove(long handle)
    {
        lock (_gate)
        {
            var wasThere = _objects.Remove(handle);
            if (wasThere)
            {
                RpcCounters.Count(ref counters.ObjectsReleasedCount);
            }

            return wasThere;
        }
    }

    /// <summary>The connection is gone.</summary>
    /// <returns>What nobody had released.</returns>
    public MarshaledObject[] End()
    {
        lock (_gate)
        {
            _hasEnded = true;
            MarshaledObject[] left = [.. _objects.Values];
            _objects.Clear();
            RpcCounters.Count(ref counters.ObjectsReleasedCount, left.Length);
            return left;
        }
    }
}
