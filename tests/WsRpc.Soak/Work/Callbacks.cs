namespace WsRpc.Soak;

/// <summary>Calls from within which the server calls the client.</summary>
internal sealed class Callbacks : IWork
{
    public string Name => "callbacks";

    public async Task DoAsync(Member member, Random random)
    {
        var value = random.Next(1000);
        Assert.Equal(value + 1, await member.Soak.AskBackAsync(value));
    }
}
