namespace WsRpc.Faults.Talks;

/// <summary>What a client calls on a station, one thing after the other; a call may fail as documented where its connection ends.</summary>
internal sealed class Visit(IStation station)
{
    private static readonly string Large = new('x', 20_000);

    private Task<int>? _held;

    /// <summary>Whether no call has failed.</summary>
    public bool IsWell { get; private set; } = true;

    /// <summary>All calls but those that the end of the connection answers.</summary>
    public async Task CallAsync()
    {
        await Try(async () => Assert.Equal("hello", await station.RepeatAsync("hello")));
        await Try(async () => Assert.Equal(42, await station.DoubleAsync(21)));
        await Try(() => station.NoteAsync("noted").AsTask());
        await Try(async () => Assert.Equal(Large, await station.RepeatAsync(Large)));
        await Try(CallAndCancelAsync);
        _held = station.HoldAsync();
        await Try(async () => Assert.Equal("and", await station.RepeatAsync("and")));
    }

    public Task AskToLeaveAsync() => Try(() => station.LeaveAsync().AsTask());

    /// <summary>The call that was under way at the end was not sent, where the connection had ended before; otherwise nobody has answered it.</summary>
    public Task EndAsync() => Assert.ThrowsAnyAsync<RpcConnectionException>(() => _held!);

    private async Task CallAndCancelAsync()
    {
        using var cancellation = new CancellationTokenSource();
        var call = station.WaitAsync(cancellation.Token);
        await cancellation.CancelAsync();
        try
        {
            await call;
            Assert.Fail("The call was cancelled, and has a result.");
        }
        catch (OperationCanceledException exception)
        {
            Assert.Equal(cancellation.Token, exception.CancellationToken);
        }
    }

    private async Task Try(Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (RpcConnectionException)
        {
            IsWell = false;
        }
    }
}
