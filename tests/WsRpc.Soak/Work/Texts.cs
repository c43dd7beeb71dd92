namespace WsRpc.Soak;

/// <summary>Calls whose arguments and results are of all sizes.</summary>
internal sealed class Texts : IWork
{
    public string Name => "texts";

    public async Task DoAsync(Member member, Random random)
    {
        var text = $"{random.Next()} {new string('ü', random.Next(1 << random.Next(15)))}";
        Assert.Equal(text, await member.Soak.EchoAsync(text));
    }
}
