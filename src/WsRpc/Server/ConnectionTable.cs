using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>The connections of a server, and the seats for them: an opening takes one, and a connection gives it back when it ends. Thread-safe.</summary>
internal sealed class ConnectionTable(int capacity, int capacityPerAddress, ClientDirectory directory)
{
    private static readonly HandshakeRejection Full = new(503, "This server has as many connections as it takes.");

    // RFC 6585 §4
    private static readonly HandshakeRejection FullForAddress = new(429, "This server has as many connections as it takes from one address.");

    private readonly ConcurrentDictionary<Task, byte> _farewells = new();
    private readonly ClientTally _clients = new(capacityPerAddress);
    private int _seatsTaken;

    public ClientDirectory Directory => directory;

    public IReadOnlyCollection<RpcConnection> All => [.. directory.All];

    /// <summary>What applications are still told about connections that have ended. Never faults.</summary>
    public Task Farewells => Task.WhenAll(_farewells.Keys);

    /// <summary>False, with what to answer, when there is none left.</summary>
    public bool TryTakeSeat(EndPoint? peer, [NotNullWhen(false)] out HandshakeRejection? refusal)
    {
        refusal = null;
        if (!_clients.TryAdd(peer))
        {
            refusal = FullForAddress;
        }
        else if (Interlocked.Increment(ref _seatsTaken) > capacity)
        {
            GiveSeatBack(peer);
            refusal = Full;
        }

        return refusal is null;
    }

    public void GiveSeatBack(EndPoint? peer)
    {
        Interlocked.Decrement(ref _seatsTaken);
        _clients.Remove(peer);
    }

    public void Add(RpcConnection connection) => directory.Add(connection);

    public void Remove(RpcConnection connection)
    {
        if (directory.Remove(connection))
        {
            GiveSeatBack(connection.RemoteEndPoint);
        }
    }

    public void AddFarewell(Task farewell)
    {
        _farewells.TryAdd(farewell, 0);
        farewell.ContinueWith((said, _) => _farewells.TryRemove(said, out byte _), null, TaskScheduler.Default);
    }
}
