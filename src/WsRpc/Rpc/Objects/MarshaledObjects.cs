using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The objects of this end that one peer may call, by their handles. Made with the first of them. Thread-safe.</summary>
/// <param name="capacity">How many there may be.</param>
/// <param name="counters">Where they are counted.</param>
/// <param name="lose">Told of what the peer held when the connection ended.</param>
internal sealed class MarshaledObjects(int capacity, RpcCounters counters, Action<MarshaledObject> lose)
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

    /// <summary>From here on an object is the peer's to let it go.</summary>
    public void Hold(MarshaledObject lent)
    {
        lock (_gate)
        {
            lent.IsHeld = true;
            if (!lent.WasLeft)
            {
                return;
            }
        }

        // The connection ended before this end knew that the call had succeeded.
        lose(lent);
    }

    /// <summary>The connection is gone.</summary>
    public void End()
    {
        MarshaledObject[] left;
        lock (_gate)
        {
            _hasEnded = true;
            left = [.. _objects.Values];
            _objects.Clear();
            RpcCounters.Count(ref counters.ObjectsReleasedCount, left.Length);
            foreach (var one in left)
            {
                one.WasLeft = true;
            }
        }

        foreach (var held in left.Where(static one => one.IsHeld))
        {
            lose(held);
        }
    }
}
