namespace WsRpc.Soak;

/// <summary>Streams of octets as arguments and as results, read to the end or left half-way.</summary>
internal sealed class OctetStreams : IWork
{
    public string Name => "streams of octets";

    public async Task DoAsync(Member member, Random random)
    {
        var (soak, octets) = (member.Soak, Octets.Counted(random.Next(1 << random.Next(18))));
        if (random.Next(2) == 0)
        {
            Assert.Equal(octets.AsSpan().Sum(), await soak.SumAsync(new MemoryStream(octets)));
            return;
        }

        await using var stream = await soak.CountUpAsync(octets.Length);
        var read = new byte[random.Next(2) == 0 ? octets.Length : octets.Length / 2];
        await stream.ReadExactlyAsync(read);
        Assert.True(octets.AsSpan().StartsWith(read), "These are octets of another stream.");
        if (read.Length == octets.Length)
        {
            Assert.Equal(0, await stream.ReadAsync(new byte[1]));
        }
    }
}
