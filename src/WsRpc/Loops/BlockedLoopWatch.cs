using System.Collections.Concurrent;

namespace WsRpc;

/// <summary>Finds loops whose worker is stuck in user code, and has another thread go on with them.</summary>
/// <remarks>
/// A worker announces the loop it runs in a slot, at the price of two writes. A thread that sleeps unless loops run looks at
/// the slots. A loop that is seen twice in the same turn is taken over, after one to two periods.
/// </remarks>
internal sealed class BlockedLoopWatch
{
    /// <summary>How often the slots are looked at.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);

    private const int IdlePeriodsBeforeRest = 100;

    [ThreadStatic]
    private static Slot? t_slot;

    private readonly ConcurrentDictionary<Slot, byte> _slots = new();
    private readonly AutoResetEvent _waking = new(false);
    private int _awake;

    private BlockedLoopWatch() => new Thread(Run) { IsBackground = true, Name = "WsRpc watch" }.UnsafeStart();

    public static BlockedLoopWatch Shared { get; } = new();

    /// <summary>Announces that this thread runs <paramref name="loop"/>. False when it runs another one already.</summary>
    public bool TryEnter(TransferableLoop loop)
    {
        var slot = t_slot ??= Register(new Slot(Thread.CurrentThread));
        if (slot.Loop is not null)
        {
            return false;
        }

        slot.Loop = loop;
        NoteThatLoopsRun();
        return true;
    }

    public static void Leave() => t_slot!.Loop = null;

    /// <summary>Watches a loop for as long as the process runs. It says when it runs: <see cref="NoteThatLoopsRun"/>.</summary>
    public void AddForGood(TransferableLoop loop) => Register(new Slot(owner: null) { Loop = loop });

    public void NoteThatLoopsRun()
    {
        if (Volatile.Read(ref _awake) == 0 && Interlocked.Exchange(ref _awake, 1) == 0)
        {
            _waking.Set();
        }
    }

    private Slot Register(Slot slot)
    {
        _slots.TryAdd(slot, 0);
        return slot;
    }

    private void Run()
    {
        var idlePeriods = 0;
        while (true)
        {
            Thread.Sleep(Period);
            idlePeriods = Look() ? 0 : idlePeriods + 1;
            if (idlePeriods == IdlePeriodsBeforeRest)
            {
                Rest();
                idlePeriods = 0;
            }
        }
    }

    // Whether any loop was at work.
    private bool Look()
    {
        var anyRuns = false;
        foreach (var (slot, _) in _slots)
        {
            if (slot.Owner is { IsAlive: false })
            {
                _slots.TryRemove(slot, out _);
            }

            anyRuns |= slot.Look();
        }

        return anyRuns;
    }

    private void Rest()
    {
        Volatile.Write(ref _awake, 0);

        // Either a loop that begins now sees that the watch rests, or its slot is seen below. Workers pay for no fence; this is rare.
        Interlocked.MemoryBarrierProcessWide();
        if (!Look())
        {
            _waking.WaitOne();
        }

        Volatile.Write(ref _awake, 1);
    }

    private sealed class Slot(Thread? owner)
    {
        public readonly Thread? Owner = owner;
        public volatile TransferableLoop? Loop;
        private TransferableLoop? _loopSeen;
        private long _turnSeen;

        public bool Look()
        {
            if (Loop is not { } loop)
            {
                _loopSeen = null; // or the slot would keep a connection alive that is long gone
                return false;
            }

            var turn = loop.UserTurn;
            if (turn != 0 && turn == _turnSeen && ReferenceEquals(loop, _loopSeen))
            {
                loop.TryTakeOver(turn);
            }

            _turnSeen = turn;
            _loopSeen = loop;
            return Owner is not null || turn != 0;
        }
    }
}
