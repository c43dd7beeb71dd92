using System.Collections.Concurrent;

namespace WsRpc;

/// <summary>
/// Finds receive loops whose worker is stuck in user code, and has another worker go on with them.
/// </summary>
/// <remarks>
/// Handlers and continuations run on the thread that received their message, which saves a hop per call. A handler that
/// blocks, perhaps on a call to the very peer whose answer this thread should receive, must not stop its connection.
/// Every worker announces the loop it runs in a slot of its own, at the price of two writes a batch; a timer, alive only
/// while loops run, looks at the slots. A loop seen twice in the same call is taken over, after one to two periods.
/// </remarks>
internal sealed class BlockedWorkerWatch
{
    /// <summary>How often the slots are looked at.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    private const int IdlePeriodsBeforeRest = 100;

    [ThreadStatic]
    private static Slot? t_slot;

    private readonly ConcurrentDictionary<Slot, byte> _slots = new();
    private readonly Timer _timer;
    private int _awake;
    private int _idlePeriods;

    private BlockedWorkerWatch() => _timer = new Timer(static watch => ((BlockedWorkerWatch)watch!).Look(), this, Timeout.Infinite, Timeout.Infinite);

    public static BlockedWorkerWatch Shared { get; } = new();

    /// <summary>Announces that this thread runs <paramref name="loop"/>. False when it runs another one already.</summary>
    public bool TryEnter(ReceiveLoop loop)
    {
        var slot = t_slot ??= Register();
        if (slot.Loop is not null)
        {
            return false;
        }

        slot.Loop = loop;
        if (Volatile.Read(ref _awake) == 0)
        {
            Wake();
        }

        return true;
    }

    public static void Leave() => t_slot!.Loop = null;

    private Slot Register()
    {
        var slot = new Slot(Thread.CurrentThread);
        _slots.TryAdd(slot, 0);
        return slot;
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _awake, 1) == 0)
        {
            _timer.Change(Period, Period);
        }
    }

    private void Look()
    {
        var anyRuns = false;
        foreach (var (slot, _) in _slots)
        {
            if (!slot.Owner.IsAlive)
            {
                _slots.TryRemove(slot, out _);
            }

            if (slot.Loop is not { } loop)
            {
                slot.LoopSeen = null; // or the slot would keep a connection alive that is long gone
                continue;
            }

            anyRuns = true;
            var call = loop.UserCall;
            if (call != 0 && call == slot.CallSeen && ReferenceEquals(loop, slot.LoopSeen))
            {
                loop.TryTakeOver(call);
            }

            slot.CallSeen = call;
            slot.LoopSeen = loop;
        }

        _idlePeriods = anyRuns ? 0 : _idlePeriods + 1;
        if (_idlePeriods >= IdlePeriodsBeforeRest)
        {
            Rest();
        }
    }

    private void Rest()
    {
        _idlePeriods = 0;
        _timer.Change(Timeout.Infinite, Timeout.Infinite);
        Volatile.Write(ref _awake, 0);

        // Either a loop that begins now sees that the watch rests, or its slot is seen below. Workers pay for no fence; this is rare.
        Interlocked.MemoryBarrierProcessWide();

        // A loop that began in between has seen the watch awake.
        foreach (var (slot, _) in _slots)
        {
            if (slot.Loop is not null)
            {
                Wake();
                return;
            }
        }
    }

    private sealed class Slot(Thread owner)
    {
        public readonly Thread Owner = owner;
        public volatile ReceiveLoop? Loop;
        public ReceiveLoop? LoopSeen;
        public long CallSeen;
    }
}
