using System.Collections.Concurrent;

namespace WsRpc;

/// <summary>The connections of a server, and the seats for them: an opening takes one, and a connection gives it back when it ends. Thread-safe.</summary>
internal sealed class ConnectionTable(int capacity)
{
    private readonly ConcurrentDictionary<RpcConnection, byte> _connections = new(ReferenceEqualityComparer.Instance);
    private int _seatsTaken;

    public IReadOnlyCollection<RpcConnection> All => [.. _connections.Keys];

    /// <summary>False when there is none left.</summary>
    public bool TryTakeSeat()
    {
        if (Interlocked.Increment(ref _seatsTaken) <= capacity)
        {
            return true;
        }

        GiveSeatBack();
        return false;
    }

    public void GiveSeatBack() => Interlocked.Decrement(ref _seatsTaken);

    public void Add(RpcConnection connection) => _connections.TryAdd(connection, 0);

    public void Remove(RpcConnection connection)
    {
        if (_connections.TryRemove(connection, out _))
        {
            GiveSeatBack();
        }
    }
}
