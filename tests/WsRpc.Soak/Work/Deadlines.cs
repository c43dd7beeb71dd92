namespace WsRpc.Soak;

/// <summary>Calls that nobody answers in time.</summary>
internal sealed class Deadlines : IWork
{
    public string Name => "deadlines";

    public async Task DoAsync(Member member, Random random)
    {
        var hasty = member.Client.GetProxy<ISoak>(new RpcCallOptions { Timeout = TimeSpan.FromMilliseconds(random.Next(1, 30)) });
        var failure = await Assert.ThrowsAnyAsync<RpcException>(() => hasty.WaitAsync());
        if (failure is RpcConnectionException)
        {
            throw failure;
        }

        Assert.IsType<RpcTimeoutException>(failure);
    }
}
