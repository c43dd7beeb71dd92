namespace WsRpc.Soak;

/// <summary>Streams of items as results and as arguments, read to the end or left half-way.</summary>
internal sealed class ItemStreams : IWork
{
    public string Name => "streams of items";

    public async Task DoAsync(Member member, Random random)
    {
        var (soak, count) = (member.Soak, random.Next(1 << random.Next(11)));
        if (random.Next(2) == 0)
        {
            Assert.Equal((long)count * (count - 1) / 2, await soak.AddUpAsync(Numbers.UpTo(count, member.Producers)));
            return;
        }

        var (enough, next) = (random.Next(2) == 0 ? count : (count + 1) / 2, 0);
        await foreach (var number in soak.NumbersAsync(count))
        {
            Assert.Equal(next++, number);
            if (next == enough)
            {
                break;
            }
        }

        Assert.Equal(enough, next);
    }
}
