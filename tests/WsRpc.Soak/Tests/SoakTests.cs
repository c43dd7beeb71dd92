namespace WsRpc.Soak.Tests;

/// <summary>The soak itself, for a moment: so that it does not rot, and finds what it looks for.</summary>
public sealed class SoakTests
{
    private static readonly SoakOptions Short = new() { Connections = 12, Workers = 6, Stages = 3, WorkPerStage = 400, Patience = InTime.Limit };

    [Fact]
    public async Task Nothing_stays_of_a_crowd_that_was_at_work()
    {
        // What ends connections is rare, and this is short.
        var works = Works.All.Concat(Works.All.Where(work => work.Weight < 10).SelectMany(rare => Enumerable.Repeat(rare, 10))).ToList();
        var said = new List<string>();
        var tally = await new SoakRun(Short, works, said.Add).RunAsync();
        Assert.All(Works.All, work => Assert.True(tally.Of(work) + tally.LostOf(work) > 0, $"No {work.Name}."));
        Assert.Equal(1 + Short.Stages, said.Count);
    }

    [Fact]
    public Task Others_hear_everything_where_one_never_reads() => new BroadcastRun(12, static _ => { }).RunAsync();

    [Fact]
    public async Task Wrong_answer_is_found()
    {
        var failure = await Assert.ThrowsAsync<SoakException>(() => Run(_ => throw new InvalidOperationException("wrong")));
        Assert.Contains("a defect: System.InvalidOperationException: wrong", failure.Message);
    }

    [Fact]
    public async Task Hang_is_found()
    {
        var failure = await Assert.ThrowsAsync<SoakException>(() => Run(_ => new TaskCompletionSource().Task, TimeSpan.FromMilliseconds(200)));
        Assert.Contains("a defect: it hangs", failure.Message);
    }

    [Fact]
    public async Task Call_that_stays_is_found()
    {
        using var never = new CancellationTokenSource();
        var failure = await Assert.ThrowsAsync<LeakException>(() => Run(member =>
        {
            _ = member.Soak.WaitAsync(never.Token);
            return Task.CompletedTask;
        }, TimeSpan.FromSeconds(1)));
        Assert.Matches(@"\d+ calls of clients, \d+ calls that the server serves, \d+ calls that wait for their tokens", failure.Message);
    }

    [Fact]
    public async Task Object_that_is_not_let_go_is_found()
    {
        var failure = await Assert.ThrowsAsync<LeakException>(() => Run(member => member.Soak.OpenTotalAsync(), TimeSpan.FromSeconds(1)));
        Assert.Matches(@"\d+ objects that the server has lent", failure.Message);
    }

    [Fact]
    public async Task Connection_that_is_lost_and_was_not_to_be_is_found()
    {
        var failure = await Assert.ThrowsAsync<SoakException>(() => Run(member => member.Soak.EndAsync(orderly: false)));
        Assert.Contains("though only 0 were to be", failure.Message);
    }

    [Fact]
    public void Growth_is_found()
    {
        Assert.Null(Flatness.Objection([new(100, 10), new(120, 10), new(99, 60)], connections: 2));
        Assert.StartsWith("heap: ", Flatness.Objection([new(100, 10), new(100, 10), new(4 << 20, 10)], connections: 2));
        Assert.StartsWith("timers: ", Flatness.Objection([new(100, 10), new(100, 10), new(100, 90)], connections: 2));
    }

    private static Task Run(Func<Member, Task> defect, TimeSpan? patience = null) => new SoakRun(
        Short with { Connections = 2, Workers = 2, Stages = 1, WorkPerStage = 4, Patience = patience ?? InTime.Limit },
        [new Defect(defect)],
        static _ => { }).RunAsync();

    private sealed class Defect(Func<Member, Task> does) : IWork
    {
        public string Name => "a defect";

        public Task DoAsync(Member member, Random random) => does(member);
    }
}
