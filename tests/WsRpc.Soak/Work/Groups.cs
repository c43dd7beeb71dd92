namespace WsRpc.Soak;

/// <summary>Groups that are joined, told of something, asked, and left.</summary>
internal sealed class Groups : IWork
{
    public string Name => "groups";

    public async Task DoAsync(Member member, Random random)
    {
        var value = random.Next(int.MaxValue);
        var told = member.Caller.Expect(value);
        try
        {
            // Whoever asks is in the group; the other one may be gone.
            Assert.InRange(await member.Soak.GatherAsync(value), 1, 2);
            await told;
        }
        finally
        {
            member.Caller.Forget(value);
        }
    }
}
