namespace WsRpc;

/// <summary>Whom a message is for. Immutable, and compared by what it says.</summary>
public sealed class RpcTarget : IEquatable<RpcTarget>
{
    private RpcTarget(RpcTargetKind kind, string? name = null, IEnumerable<string>? except = null)
    {
        Kind = kind;
        Name = name;
        Except = except is null ? [] : [.. except];
        if (Except.Contains(null))
        {
            throw new ArgumentNullException(nameof(except), "The id of a connection is missing.");
        }
    }

    /// <summary>All connections.</summary>
    public static RpcTarget All { get; } = new(RpcTargetKind.All);

    internal RpcTargetKind Kind { get; }

    /// <summary>Of the connection, the user or the group.</summary>
    internal string? Name { get; }

    /// <summary>The connections that are left out.</summary>
    internal string[] Except { get; }

    /// <summary>One connection.</summary>
    /// <param name="connectionId">Its <see cref="RpcConnection.Id"/>.</param>
    public static RpcTarget Client(string connectionId) => Named(RpcTargetKind.Client, connectionId);

    /// <summary>All connections of a user.</summary>
    /// <param name="userId">The <see cref="RpcConnection.UserId"/>.</param>
    public static RpcTarget User(string userId) => Named(RpcTargetKind.User, userId);

    /// <summary>All connections in a group.</summary>
    /// <param name="group">Its name.</param>
    public static RpcTarget Group(string group) => Named(RpcTargetKind.Group, group);

    /// <summary>All connections but some.</summary>
    /// <param name="connectionIds">Those that are left out.</param>
    public static RpcTarget AllExcept(params IEnumerable<string> connectionIds) => new(RpcTargetKind.All, null, connectionIds);

    /// <summary>All connections in a group but some.</summary>
    /// <param name="group">Its name.</param>
    /// <param name="connectionIds">Those that are left out.</param>
    public static RpcTarget GroupExcept(string group, params IEnumerable<string> connectionIds)
    {
        ArgumentNullException.ThrowIfNull(group);
        return new(RpcTargetKind.Group, group, connectionIds);
    }

    /// <inheritdoc/>
    public bool Equals(RpcTarget? other) => other is not null && Kind == other.Kind && Name == other.Name && Except.AsSpan().SequenceEqual(other.Except);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RpcTarget);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Name, Except.Length);

    /// <summary>For people: <c>group "lobby" except 2</c>.</summary>
    public override string ToString() => $"{(Kind == RpcTargetKind.All ? "all" : $"{Kind.ToString().ToLowerInvariant()} \"{Name}\"")}{(Except.Length == 0 ? "" : $" except {Except.Length}")}";

    private static RpcTarget Named(RpcTargetKind kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(kind, name);
    }
}
