namespace WsRpc.Soak;

/// <summary>Calls whose octets travel beside the JSON, or within it where they are few.</summary>
internal sealed class Blobs : IWork
{
    public string Name => "blobs";

    public async Task DoAsync(Member member, Random random)
    {
        var octets = new byte[random.Next(1 << random.Next(16))];
        random.NextBytes(octets);
        var reversed = await member.Soak.ReverseAsync(octets);
        Array.Reverse(octets);
        Assert.Equal(octets, reversed);
    }
}
