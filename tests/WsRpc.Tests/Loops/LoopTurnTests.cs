namespace WsRpc.Tests.Loops;

/// <summary>What is promised for the end of a turn is done once, by whoever ends it.</summary>
public sealed class LoopTurnTests
{
    [Fact]
    public void Thread_that_is_no_loops_has_no_turn() => Assert.Null(LoopTurn.Current);

    [Fact]
    public void First_to_ask_is_called_at_the_end_and_once()
    {
        var calls = new List<string>();
        OnThread(() =>
        {
            var turn = LoopTurn.BeginOnThisThread();
            Assert.Same(turn, LoopTurn.Current);
            Assert.True(turn.TryCallAtEnd(() => calls.Add("first")));
            Assert.False(turn.TryCallAtEnd(() => calls.Add("second")));
            Assert.Empty(calls);
            turn.End();
            turn.End();
            Assert.True(turn.TryCallAtEnd(() => calls.Add("third")));
            turn.End();
            LoopTurn.Leave();
            Assert.Null(LoopTurn.Current);
        });
        Assert.Equal(["first", "third"], calls);
    }

    [Fact]
    public void Another_worker_may_end_the_turn_of_one_that_is_stuck()
    {
        var calls = 0;
        LoopTurn? turn = null;
        OnThread(() =>
        {
            turn = LoopTurn.BeginOnThisThread();
            turn.TryCallAtEnd(() => calls++);
        });
        turn!.End();
        Assert.Equal(1, calls);
    }

    // Never one of the pool, whose next user would be in a turn.
    private static void OnThread(Action action)
    {
        var running = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        running.GetAwaiter().GetResult();
    }
}
