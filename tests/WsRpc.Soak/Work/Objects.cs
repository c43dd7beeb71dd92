namespace WsRpc.Soak;

/// <summary>Objects by reference: lent for a call and called back; got as a result, called, sent home, and let go; and got by nobody, since the call was cancelled.</summary>
internal sealed class Objects : IWork
{
    public string Name => "objects by reference";

    public Task DoAsync(Member member, Random random) => random.Next(3) switch
    {
        0 => LendAsync(member, random.Next(1, 10)),
        1 => HoldAsync(member.Soak, random.Next(1000), disposes: random.Next(2) == 0),
        _ => NotHoldAsync(member.Soak),
    };

    private static async Task LendAsync(Member member, int times)
    {
        var total = new Total(member.Gone);
        Assert.Equal(times, await member.Soak.FillAsync(total, times));
        Assert.Equal(times, total.Value);
    }

    private static async Task HoldAsync(ISoak soak, int amount, bool disposes)
    {
        var total = await soak.OpenTotalAsync();
        Assert.Equal(amount, await total.AddAsync(amount));
        var value = await soak.ValueOfAsync(total);

        // Where another connection was made meanwhile, it did not come home, and this fails.
        Assert.Equal(amount + 1, await total.AddAsync(1));
        Assert.Equal(amount, value);
        if (disposes)
        {
            await total.DisposeAsync();
        }
        else
        {
            RpcReference.Release(total);
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => total.AddAsync(1));
    }

    private static async Task NotHoldAsync(ISoak soak)
    {
        using var cancellation = new CancellationTokenSource();
        var opening = soak.OpenTotalAsync(cancellation.Token);
        await cancellation.CancelAsync();
        try
        {
            // The answer may have been faster.
            RpcReference.Release(await opening);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
