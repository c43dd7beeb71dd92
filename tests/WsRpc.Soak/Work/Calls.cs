namespace WsRpc.Soak;

internal sealed class Calls : IWork
{
    public string Name => "calls";

    public int Weight => 300;

    public async Task DoAsync(Member member, Random random)
    {
        var (left, right) = (random.Next(1000), random.Next(1000));
        Assert.Equal(left + right, await member.Soak.AddAsync(left, right));
    }
}
