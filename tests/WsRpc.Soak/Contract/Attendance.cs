namespace WsRpc.Soak;

/// <summary>The services that there are and what is under way in them, on all connections of a server.</summary>
internal sealed class Attendance
{
    private int _services;
    private int _waiting;

    /// <summary>Services that were made and are not disposed.</summary>
    public int Services => Volatile.Read(ref _services);

    /// <summary>Calls that wait for their token.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Streams that the services produce.</summary>
    public Producers Producers { get; } = new();

    /// <summary>Objects that connections of the server have lent.</summary>
    public Loans Loans { get; } = new();

    /// <summary>The connection that has come last; it may be gone.</summary>
    public string Latest { get; private set; } = "";

    public void Come(RpcConnection connection)
    {
        Interlocked.Increment(ref _services);
        Latest = connection.Id;
    }

    public void Go(RpcConnection connection)
    {
        Loans.Add(connection.Counters);
        Interlocked.Decrement(ref _services);
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
