namespace WsRpc.Soak;

/// <summary>A seat in the crowd, and the client that has it: when that one goes, another one takes it.</summary>
/// <param name="connect">Makes a client for it.</param>
/// <param name="gone">Where it is noted who comes and goes.</param>
/// <param name="loans">What clients that have left had lent.</param>
internal sealed class Member(Func<Member, Task<WsRpcClient>> connect, Gone gone, Loans loans)
{
    private WsRpcClient? _client;
    private int _strikes;
    private int _losses;

    public WsRpcClient Client => Volatile.Read(ref _client) ?? throw new InvalidOperationException("Nobody sits here.");

    public ISoak Soak => Client.GetProxy<ISoak>();

    /// <summary>What the server calls, on whatever client sits here.</summary>
    public SoakCaller Caller { get; } = new();

    /// <summary>Streams that clients here produce.</summary>
    public Producers Producers { get; } = new();

    /// <summary>For what is lent here.</summary>
    public Gone Gone => gone;

    /// <summary>How often the server was asked to end a connection of this seat.</summary>
    public int Strikes => Volatile.Read(ref _strikes);

    /// <summary>How often a client here has lost its connection.</summary>
    public int Losses => Volatile.Read(ref _losses);

    public async Task SitAsync() => Volatile.Write(ref _client, await connect(this));

    /// <summary>Lets the server end the connection; the client stays, and makes another.</summary>
    public async Task StrikeAsync(bool orderly)
    {
        Interlocked.Increment(ref _strikes);
        try
        {
            await Soak.EndAsync(orderly);
        }
        catch (RpcConnectionException)
        {
            // As it should be; an orderly end may leave time for the answer.
        }
    }

    public void Lose() => Interlocked.Increment(ref _losses);

    /// <summary>Another client takes the seat, and the one that had it leaves.</summary>
    public async Task ReplaceAsync(Func<WsRpcClient, ValueTask> leave)
    {
        var next = await connect(this);
        await LeaveAsync(Interlocked.Exchange(ref _client, next)!, leave);
    }

    /// <summary>Nobody has the seat any more.</summary>
    public Task LeaveAsync() => LeaveAsync(Interlocked.Exchange(ref _client, null)!, static client => client.DisposeAsync());

    private async Task LeaveAsync(WsRpcClient last, Func<WsRpcClient, ValueTask> leave)
    {
        await leave(last);
        await last.Completion;
        loans.Add(last.Counters);
    }
}
