namespace WsRpc;

/// <summary>
/// The connections of a server by what they are looked for by: id, user, group. A connection that nobody asks for costs a place in one set. Thread-safe; nothing
/// foreign runs in its lock.
/// </summary>
/// <param name="maxGroupsPerConnection">How many groups a connection may be in.</param>
internal sealed class ClientDirectory(int maxGroupsPerConnection)
{
    private readonly Lock _gate = new();
    private readonly MemberSet _all = new();
    private readonly Dictionary<string, RpcConnection> _named = new(StringComparer.Ordinal); // those whose id was asked for
    private readonly MemberIndex _users = new();
    private readonly MemberIndex _groups = new();
    private readonly Dictionary<RpcConnection, HashSet<string>> _groupsOf = new(ReferenceEqualityComparer.Instance);

    public int MaxGroupsPerConnection => maxGroupsPerConnection;

    /// <summary>Who is told of changes, in their order: called in the lock. Null while nobody wants to know, so that nobody pays for it.</summary>
    public Action<RpcPresenceChange>? OnChange { get; set; }

    /// <summary>All open connections. The array is nobody's to change.</summary>
    public RpcConnection[] All
    {
        get
        {
            lock (_gate)
            {
                return _all.Copy;
            }
        }
    }

    /// <summary>A connection is open.</summary>
    public void Add(RpcConnection connection)
    {
        lock (_gate)
        {
            _all.Add(connection);
            if (connection.UserId is { } user)
            {
                _users.Add(user, connection);
            }

            Tell(RpcPresenceKind.Connected, connection, null, PresenceOf(connection));
        }
    }

    /// <summary>A connection has ended, open or not.</summary>
    /// <returns>Whether it was open.</returns>
    public bool Remove(RpcConnection connection)
    {
        lock (_gate)
        {
            foreach (var group in _groupsOf.GetValueOrDefault(connection)?.ToArray() ?? [])
            {
                Leave(connection, group);
            }

            var wasOpen = _all.Remove(connection);
            if (wasOpen)
            {
                if (connection.UserId is { } user)
                {
                    _users.Remove(user, connection);
                }

                Tell(RpcPresenceKind.Disconnected, connection, null, PresenceOf(connection));
            }

            if (connection.KnownId is { } id)
            {
                _named.Remove(id);
            }

            return wasOpen;
        }
    }

    /// <summary>A connection is about to have an id: from then on it is found by it, until it ends.</summary>
    public void Name(RpcConnection connection, string id)
    {
        lock (_gate)
        {
            // Behind the end nobody would take it out again.
            if (!connection.Completion.IsCompleted)
            {
                _named[id] = connection;
            }
        }
    }

    /// <summary>It has got another one.</summary>
    public void Unname(string id)
    {
        lock (_gate)
        {
            _named.Remove(id);
        }
    }

    public RpcConnection? Find(string id)
    {
        lock (_gate)
        {
            return _named.GetValueOrDefault(id);
        }
    }

    /// <summary>The connections that are meant, those to be left out included. The array is nobody's to change.</summary>
    public RpcConnection[] Find(RpcTarget target)
    {
        lock (_gate)
        {
            return target.Kind switch
            {
                RpcTargetKind.All => _all.Copy,
                RpcTargetKind.User => _users.Copy(target.Name!),
                RpcTargetKind.Group => _groups.Copy(target.Name!),
                _ => _named.TryGetValue(target.Name!, out var connection) ? [connection] : [],
            };
        }
    }

    public int Count(RpcTarget target)
    {
        lock (_gate)
        {
            return target.Kind switch
            {
                RpcTargetKind.All => _all.Count,
                RpcTargetKind.User => _users.Count(target.Name!),
                RpcTargetKind.Group => _groups.Count(target.Name!),
                _ => _named.ContainsKey(target.Name!) ? 1 : 0,
            };
        }
    }

    public string[] Users()
    {
        lock (_gate)
        {
            return [.. _users.Names];
        }
    }

    public string[] GroupsOf(string id)
    {
        lock (_gate)
        {
            return _named.TryGetValue(id, out var connection) && _groupsOf.TryGetValue(connection, out var groups) ? [.. groups] : [];
        }
    }

    /// <returns>False when the connection is in as many groups as it may be.</returns>
    public bool TryJoin(string id, string group)
    {
        lock (_gate)
        {
            if (!_named.TryGetValue(id, out var connection))
            {
                return true;
            }

            if (!_groupsOf.TryGetValue(connection, out var groups))
            {
                _groupsOf.Add(connection, groups = new(StringComparer.Ordinal));
            }

            if (groups.Contains(group))
            {
                return true;
            }

            if (groups.Count >= maxGroupsPerConnection)
            {
                return false;
            }

            groups.Add(group);
            _groups.Add(group, connection);
            Tell(RpcPresenceKind.Joined, connection, group, _groups.Count(group));
            return true;
        }
    }

    public void Leave(string id, string group)
    {
        lock (_gate)
        {
            if (_named.TryGetValue(id, out var connection))
            {
                Leave(connection, group);
            }
        }
    }

    private void Leave(RpcConnection connection, string group)
    {
        if (!_groups.Remove(group, connection))
        {
            return;
        }

        var groups = _groupsOf[connection];
        groups.Remove(group);
        if (groups.Count == 0)
        {
            _groupsOf.Remove(connection);
        }

        Tell(RpcPresenceKind.Left, connection, group, _groups.Count(group));
    }

    private int PresenceOf(RpcConnection connection) => connection.UserId is { } user ? _users.Count(user) : _all.Count;

    // A connection that ends and never had an id could not be told of: it gets one now, which is not entered any more.
    private void Tell(RpcPresenceKind kind, RpcConnection connection, string? group, int count) =>
        OnChange?.Invoke(new RpcPresenceChange(kind, connection.Id, connection.UserId, group, count));
}
