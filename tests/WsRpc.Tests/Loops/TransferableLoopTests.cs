namespace WsRpc.Tests.Loops;

/// <summary>Who may take a loop over, and when.</summary>
public sealed class TransferableLoopTests
{
    [Fact]
    public async Task Loop_in_user_code_is_taken_over_and_its_old_worker_learns_of_it()
    {
        var loop = new HandDrivenLoop();
        var turn = loop.Begin();
        loop.EnterUserCode();
        loop.TryTakeOver(loop.UserTurn);
        await loop.Runs.WaitAsync().Within();
        Assert.Equal(0, loop.UserTurn);
        Assert.False(loop.TryEnd(turn));
    }

    [Fact]
    public void Loop_between_turns_or_in_its_own_code_has_no_user_turn()
    {
        var loop = new HandDrivenLoop();
        Assert.Equal(0, loop.UserTurn);
        var turn = loop.Begin();
        Assert.Equal(0, loop.UserTurn);
        loop.EnterUserCode();
        Assert.NotEqual(0, loop.UserTurn);
        Assert.True(loop.TryEnd(turn));
        Assert.Equal(0, loop.UserTurn);
    }

    [Fact]
    public void Turn_without_user_code_ends_as_one_with_it()
    {
        var loop = new HandDrivenLoop();
        Assert.True(loop.TryEnd(loop.Begin()));
        Assert.True(loop.TryEnd(loop.Begin()));
    }

    [Fact]
    public void Turn_that_is_over_is_not_taken()
    {
        var loop = new HandDrivenLoop();
        var first = loop.Begin();
        loop.EnterUserCode();
        var seen = loop.UserTurn;
        Assert.True(loop.TryEnd(first));
        loop.TryTakeOver(seen);

        var second = loop.Begin();
        loop.TryTakeOver(seen);
        loop.EnterUserCode();
        Assert.NotEqual(seen, loop.UserTurn);
        loop.TryTakeOver(seen);
        Assert.True(loop.TryEnd(second));
        Assert.Equal(0, loop.Runs.CurrentCount);
    }

    [Fact]
    public async Task Of_many_who_want_a_turn_one_gets_it()
    {
        var loop = new HandDrivenLoop();
        for (var round = 0; round < 50; round++)
        {
            var turn = loop.Begin();
            loop.EnterUserCode();
            var seen = loop.UserTurn;
            Parallel.For(0, 8, _ => loop.TryTakeOver(seen));
            await loop.Runs.WaitAsync().Within();
            Assert.False(loop.TryEnd(turn));
        }

        Assert.Equal(0, loop.Runs.CurrentCount);
    }

    [Fact]
    public async Task Never_two_workers_are_in_the_loop_itself_whenever_it_is_taken_over()
    {
        var loop = new CountingLoop(turns: 20_000);
        Assert.True(LoopThread.TryStart(out var thread));
        thread.Give(loop);
        var takeOvers = 0;
        while (!loop.Done.IsCompleted)
        {
            if (loop.UserTurn is not 0 and var turn && takeOvers < 500)
            {
                takeOvers++;
                loop.TryTakeOver(turn);
            }

            await Task.Yield();
        }

        Assert.Equal("", await loop.Done.Within());
    }
}
