namespace WsRpc.Soak;

/// <summary>Objects by reference that connections have lent and that were not released, those of connections that have ended included. Thread-safe.</summary>
internal sealed class Loans
{
    private readonly Lock _gate = new();
    private readonly List<RpcCounters> _ended = [];

    /// <summary>A connection has ended, or is about to.</summary>
    public void Add(RpcCounters counters)
    {
        lock (_gate)
        {
            _ended.Add(counters);
        }
    }

    /// <param name="living">The connections that have not ended.</param>
    public int Outstanding(IEnumerable<RpcConnection> living)
    {
        lock (_gate)
        {
            _ended.RemoveAll(static counters => Outstanding(counters) == 0);
            return _ended.Concat(living.Select(connection => connection.Counters)).Sum(Outstanding);
        }
    }

    private static int Outstanding(RpcCounters counters) => (int)(counters.ObjectsLent - counters.ObjectsReleased);
}
