using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WsRpc;

/// <summary>
/// One timer for all connections of a <see cref="TimeProvider"/>: about once a second it asks each of them what time has brought. It
/// holds them weakly, never waits, and runs only while there is one.
/// </summary>
internal sealed class KeepAliveClock
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Whoever opens or ends a connection meanwhile waits for so many at most.
    private const int Stride = 256;

    private static readonly KeepAliveClock OfSystem = new(TimeProvider.System);
    private static readonly ConditionalWeakTable<TimeProvider, KeepAliveClock> Others = [];

    private readonly Lock _gate = new();
    private readonly TimeProvider _provider;
    private readonly ITimer _timer;
    private readonly Stack<int> _free = new();
    private GCHandle[] _entries = [];
    private int _used; // slots that were ever taken
    private long _lastTick;

    private KeepAliveClock(TimeProvider provider)
    {
        _provider = provider;

        // What flows here belongs to whoever happened to open the first connection.
        using var suppressed = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = provider.CreateTimer(static clock => ((KeepAliveClock)clock!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    ~KeepAliveClock()
    {
        foreach (var entry in _entries.Where(static entry => entry.IsAllocated))
        {
            entry.Free();
        }
    }

    /// <summary>
    /// Milliseconds that have passed, as far as this process was there to see them: a computer that slept has not waited for anybody. Goes on
    /// from its largest, after 49 days, with zero.
    /// </summary>
    public uint Now { get; private set; }

    /// <summary>How many connections it asks.</summary>
    public int Count { get; private set; }

    public static KeepAliveClock Of(TimeProvider provider) =>
        provider == TimeProvider.System ? OfSystem : Others.GetValue(provider, static provider => new KeepAliveClock(provider));

    /// <summary>From now on the connection is asked.</summary>
    /// <returns>What <see cref="Remove"/> wants to know.</returns>
    public int Add(WebSocketConnection connection)
    {
        lock (_gate)
        {
            if (!_free.TryPop(out var slot))
            {
                slot = _used++;
                if (slot == _entries.Length)
                {
                    Array.Resize(ref _entries, Math.Max(16, 2 * slot));
                }
            }

            _entries[slot] = GCHandle.Alloc(connection, GCHandleType.Weak);
            if (++Count == 1)
            {
                _lastTick = _provider.GetTimestamp();
                _timer.Change(Period, Timeout.InfiniteTimeSpan);
            }

            return slot;
        }
    }

    public void Remove(int slot)
    {
        lock (_gate)
        {
            Free(slot);
            if (Count == 0)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Tick()
    {
        var now = _provider.GetTimestamp();
        var passed = _provider.GetElapsedTime(_lastTick, now);
        _lastTick = now;
        Now = unchecked(Now + (uint)Math.Min(passed.TotalMilliseconds, 2 * Period.TotalMilliseconds));
        var start = 0;
        while (TryTick(ref start))
        {
        }

        lock (_gate)
        {
            if (Count > 0)
            {
                _timer.Change(Period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private bool TryTick(ref int start)
    {
        lock (_gate)
        {
            var end = Math.Min(start + Stride, _used);
            for (; start < end; start++)
            {
                if (!_entries[start].IsAllocated)
                {
                    continue;
                }

                if (_entries[start].Target is WebSocketConnection connection)
                {
                    connection.OnTick(Now);
                }
                else
                {
                    Free(start); // dropped without an end
                }
            }

            return start < _used;
        }
    }

    private void Free(int slot)
    {
        _entries[slot].Free();
        _entries[slot] = default;
        _free.Push(slot);
        Count--;
    }
}
