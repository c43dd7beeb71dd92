namespace WsRpc.Soak;

/// <summary>Calls that their caller cancels: before they are sent, at once, or later.</summary>
internal sealed class Cancellations : IWork
{
    public string Name => "cancellations";

    public async Task DoAsync(Member member, Random random)
    {
        using var cancellation = new CancellationTokenSource();
        var delay = random.Next(4);
        if (delay == 0)
        {
            await cancellation.CancelAsync();
        }

        var call = member.Soak.WaitAsync(cancellation.Token);
        if (delay == 1)
        {
            await cancellation.CancelAsync();
        }

        cancellation.CancelAfter(delay);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => call);
        if (failure is RpcConnectionException lost)
        {
            throw lost;
        }

        Assert.Equal(cancellation.Token, Assert.IsAssignableFrom<OperationCanceledException>(failure).CancellationToken);
    }
}
