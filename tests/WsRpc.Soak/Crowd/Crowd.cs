namespace WsRpc.Soak;

/// <summary>The clients of a soak, each with a connection to the same server.</summary>
internal sealed class Crowd(Uri url, int size)
{
    private const int ConnectingAtATime = 32;

    private static readonly RpcReconnect AtOnce = RpcReconnect.Backoff(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100));

    private readonly SoakCaller _caller = new();
    private readonly Lock _gate = new();
    private Remains _gone = new();

    public IReadOnlyList<Member> Members { get; private set; } = [];

    /// <summary>How often connections were lost.</summary>
    public int Losses => Members.Sum(member => member.Losses);

    /// <summary>How often the server was asked to end one.</summary>
    public int Strikes => Members.Sum(member => member.Strikes);

    public Member Draw(Random random) => Members[random.Next(Members.Count)];

    public Task ComeAsync()
    {
        Members = [.. Enumerable.Range(0, size).Select(_ => new Member(ConnectAsync, Bury))];
        return OfEach(static member => member.SitAsync());
    }

    public Task LeaveAsync() => OfEach(static member => member.LeaveAsync());

    /// <summary>Clients and sessions that have ended since the last time, by which to find whether they are gone.</summary>
    public Remains TakeGone()
    {
        lock (_gate)
        {
            var gone = _gone;
            _gone = new Remains();
            return gone;
        }
    }

    private void Bury(object gone)
    {
        lock (_gate)
        {
            _gone.Add(gone);
        }
    }

    private Task OfEach(Func<Member, Task> action) =>
        Parallel.ForEachAsync(Members, new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtATime }, async (member, _) => await action(member));

    private async Task<WsRpcClient> ConnectAsync(Member member)
    {
        var client = await WsRpcClient.ConnectAsync(url, options =>
        {
            options.Reconnect = AtOnce;
            options.AddService<ISoakCaller>(_caller);
        });
        var session = client.Session;
        client.StateChanged += (_, change) =>
        {
            if (change is { Old: RpcConnectionState.Open, New: RpcConnectionState.Reconnecting })
            {
                member.Lose(Interlocked.Exchange(ref session, null));
            }
            else if (change.New == RpcConnectionState.Open)
            {
                session = client.Session;
            }
        };
        return client;
    }
}
