using System.Runtime.CompilerServices;

namespace WsRpc;

/// <summary>
/// The connections whose outgoing queues somebody observes, held weakly: those that were opened while somebody did. A connection pays for it when it opens and ends, and
/// nothing in between.
/// </summary>
internal static class OutgoingQueues
{
    private static readonly ConditionalWeakTable<RpcConnection, object?> Connections = [];

    /// <summary>From here on the connection's queue counts, if anybody wants to know.</summary>
    public static void Watch(RpcConnection connection)
    {
        if (Instruments.OutgoingQueue.Enabled)
        {
            Connections.AddOrUpdate(connection, null);
        }
    }

    /// <summary>Nothing of the connection waits any more.</summary>
    public static void Forget(RpcConnection connection) => Connections.Remove(connection);

    /// <summary>How many octets wait, of all connections together.</summary>
    public static long Measure() => Connections.Sum(static entry => entry.Key.OutgoingBytes);
}
