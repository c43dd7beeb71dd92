namespace WsRpc;

/// <summary>Connections of one kind, and a copy for whoever goes through them, made when it is asked for and they have changed. Under its owner's lock.</summary>
internal sealed class MemberSet
{
    private readonly HashSet<RpcConnection> _members = new(ReferenceEqualityComparer.Instance);
    private RpcConnection[]? _copy;

    public int Count => _members.Count;

    /// <summary>The members. The array is nobody's to change.</summary>
    public RpcConnection[] Copy => _copy ??= [.. _members];

    public bool Contains(RpcConnection connection) => _members.Contains(connection);

    public bool Add(RpcConnection connection)
    {
        var isNew = _members.Add(connection);
        _copy = isNew ? null : _copy;
        return isNew;
    }

    public bool Remove(RpcConnection connection)
    {
        var wasThere = _members.Remove(connection);
        _copy = wasThere ? null : _copy;
        return wasThere;
    }
}
