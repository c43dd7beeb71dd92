namespace WsRpc.Soak;

/// <summary>Tasks that go from member to member and do some work there at the same time, whatever is drawn, until it is enough.</summary>
/// <param name="options">How many, and what chance begins with.</param>
/// <param name="works">What is drawn from.</param>
/// <param name="tally">What was done.</param>
internal sealed class Workers(SoakOptions options, IReadOnlyList<IWork> works, Tally tally)
{
    private const int MostAtOnce = 6;

    private int _stage;

    /// <summary>Works until <paramref name="isEnough"/> says so. What was begun is finished then.</summary>
    public async Task RunAsync(Crowd crowd, Func<bool> isEnough)
    {
        _stage++;
        await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(worker => Task.Run(() => WorkAsync(crowd, isEnough, new Random(HashCode.Combine(options.Seed, _stage, worker))))));
    }

    /// <summary>Does one piece of work, and counts what comes of it.</summary>
    public async Task DoAsync(IWork work, Member member, Random random)
    {
        try
        {
            await work.DoAsync(member, random).WaitAsync(options.Patience);
            tally.Count(work);
        }
        catch (RpcConnectionException)
        {
            tally.CountLost(work);
        }
        catch (Exception exception)
        {
            tally.Fail(work, exception);
        }
    }

    private async Task WorkAsync(Crowd crowd, Func<bool> isEnough, Random random)
    {
        while (!isEnough() && !tally.HasFailed)
        {
            var member = crowd.Draw(random);
            await Task.WhenAll(Enumerable.Range(0, random.Next(1, MostAtOnce)).Select(_ => DoAsync(works.Draw(random), member, new Random(random.Next()))));
        }
    }
}
