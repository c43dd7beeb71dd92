using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace WsRpc.Tests.Loops;

/// <summary>Loops that are stuck are found. Alone: loops of other tests would keep the watch awake.</summary>
[Collection(nameof(AloneCollection))]
public sealed class BlockedLoopWatchTests
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Loop_that_is_stuck_in_user_code_is_taken_over_but_not_within_one_period()
    {
        for (var round = 0; round < 20; round++)
        {
            var elapsed = await TakeOver(new HandDrivenLoop());
            Assert.True(elapsed >= BlockedLoopWatch.Period - ClockTolerance, $"It was taken over after {elapsed.TotalMilliseconds} ms.");
        }
    }

    [Fact]
    public async Task Loop_that_is_busy_with_itself_is_left_alone()
    {
        var busy = new HandDrivenLoop();
        using var done = new ManualResetEventSlim();
        var working = OnThread(() =>
        {
            Assert.True(BlockedLoopWatch.Shared.TryEnter(busy));
            busy.Begin();
            done.Wait(InTime.Limit);
            BlockedLoopWatch.Leave();
        });

        // The watch has looked at it many times when it has found these.
        for (var round = 0; round < 5; round++)
        {
            await TakeOver(new HandDrivenLoop());
        }

        done.Set();
        await working.Within();
        Assert.Equal(0, busy.Runs.CurrentCount);
    }

    [Fact]
    public async Task Thread_runs_one_loop_at_a_time() => await OnThread(() =>
    {
        Assert.True(BlockedLoopWatch.Shared.TryEnter(new HandDrivenLoop()));
        Assert.False(BlockedLoopWatch.Shared.TryEnter(new HandDrivenLoop()));
        BlockedLoopWatch.Leave();
        Assert.True(BlockedLoopWatch.Shared.TryEnter(new HandDrivenLoop()));
        BlockedLoopWatch.Leave();
    }).Within();

    [Fact]
    public async Task Watch_rests_when_nothing_runs_and_wakes_when_something_does()
    {
        for (var round = 0; round < 3; round++)
        {
            await Rests();
            await TakeOver(new HandDrivenLoop());
        }
    }

    [Fact]
    public async Task Watch_rests_again_when_what_woke_it_is_over_before_it_looks()
    {
        for (var round = 0; round < 3; round++)
        {
            await Rests();
            BlockedLoopWatch.Shared.NoteThatLoopsRun();
        }
    }

    [Fact]
    public async Task Loop_of_a_watched_slot_is_not_kept_alive()
    {
        var loop = await Run();
        await Rests();
        GC.Collect();
        Assert.False(loop.IsAlive);

        static async Task<WeakReference> Run()
        {
            WeakReference? loop = null;
            await OnThread(() => loop = EnterAndLeave()).Within();
            return loop!;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference EnterAndLeave()
        {
            var loop = new HandDrivenLoop();
            Assert.True(BlockedLoopWatch.Shared.TryEnter(loop));
            BlockedLoopWatch.Leave();
            return new WeakReference(loop);
        }
    }

    private static Task Rests() => InTime.Until(() => Volatile.Read(ref Awake(BlockedLoopWatch.Shared)) == 0);

    private static async Task<TimeSpan> TakeOver(HandDrivenLoop loop)
    {
        TimeSpan elapsed = default;
        await OnThread(() =>
        {
            Assert.True(BlockedLoopWatch.Shared.TryEnter(loop));
            var turn = loop.Begin();
            var started = Stopwatch.GetTimestamp();
            loop.EnterUserCode();
            Assert.True(loop.Runs.Wait(InTime.Limit), "Nobody took it over.");
            elapsed = Stopwatch.GetElapsedTime(started);
            Assert.False(loop.TryEnd(turn));
            BlockedLoopWatch.Leave();
        }).Within();
        return elapsed;
    }

    private static Task OnThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_awake")]
    private static extern ref int Awake(BlockedLoopWatch watch);
}
