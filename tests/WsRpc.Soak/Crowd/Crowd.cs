namespace WsRpc.Soak;

/// <summary>The clients of a soak, each with a connection to the same server.</summary>
internal sealed class Crowd(Uri url, int size, Gone gone)
{
    private const int ConnectingAtATime = 32;

    private static readonly RpcReconnect AtOnce = RpcReconnect.Backoff(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100));

    public IReadOnlyList<Member> Members { get; private set; } = [];

    /// <summary>Objects that clients have lent.</summary>
    public Loans Loans { get; } = new();

    /// <summary>How often connections were lost.</summary>
    public int Losses => Members.Sum(member => member.Losses);

    /// <summary>How often the server was asked to end one.</summary>
    public int Strikes => Members.Sum(member => member.Strikes);

    public Member Draw(Random random) => Members[random.Next(Members.Count)];

    public Task ComeAsync()
    {
        Members = [.. Enumerable.Range(0, size).Select(_ => new Member(ConnectAsync, gone, Loans))];
        return OfEach(static member => member.SitAsync());
    }

    public Task LeaveAsync() => OfEach(static member => member.LeaveAsync());

    private Task OfEach(Func<Member, Task> action) =>
        Parallel.ForEachAsync(Members, new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtATime }, async (member, _) => await action(member));

    private async Task<WsRpcClient> ConnectAsync(Member member)
    {
        var client = await WsRpcClient.ConnectAsync(url, options =>
        {
            options.Reconnect = AtOnce;
            options.AddService<ISoakCaller>(member.Caller);
        });
        gone.Add(client, client.Session);
        client.StateChanged += (_, change) =>
        {
            if (change.New == RpcConnectionState.Open)
            {
                gone.Add(client.Session);
            }
            else if (change.Old == RpcConnectionState.Open && change.New == RpcConnectionState.Reconnecting)
            {
                member.Lose();
            }
        };
        return client;
    }
}
