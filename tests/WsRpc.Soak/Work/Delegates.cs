namespace WsRpc.Soak;

/// <summary>Delegates and observers that the server calls: for a call, until it lets them go, and until it has told all.</summary>
internal sealed class Delegates : IWork
{
    public string Name => "delegates and observers";

    public Task DoAsync(Member member, Random random) => random.Next(3) switch
    {
        0 => AskAsync(member.Soak, random.Next(1, 10)),
        1 => FollowAsync(member, random.Next(10)),
        _ => ObserveAsync(member, random.Next(10)),
    };

    private static async Task AskAsync(ISoak soak, int times) => Assert.Equal(times, await soak.AskOnAsync(times, static value => Task.FromResult(value + 1)));

    private static async Task FollowAsync(Member member, int count)
    {
        var listening = new Listening(member.Gone);
        using (await member.Soak.FollowAsync(count, listening.OnNext))
        {
            Assert.False(listening.IsOutOfOrder);
        }
    }

    private static async Task ObserveAsync(Member member, int count)
    {
        var listening = new Listening(member.Gone);
        await member.Soak.ObserveAsync(count, listening);
        Assert.Equal(count, await listening.End);
        Assert.False(listening.IsOutOfOrder);
    }
}
