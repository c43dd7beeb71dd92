using System.Numerics;

namespace WsRpc;

/// <summary>
/// The calls of ours that wait for an answer. An id is the number of a slot and how often the slot was used before, so an
/// answer finds its call without a search and a late one finds none. Thread-safe.
/// </summary>
/// <remarks>Ids run from 1 to 2^53-1: a JavaScript peer would round larger ones.</remarks>
internal sealed class OutgoingCalls
{
    private const long MaxId = (1L << 53) - 1;

    // Made by the first call: a connection that only serves has none.
    private const int FirstSlots = 4;

    private readonly Lock _gate = new();
    private readonly int _capacity;
    private readonly int _slotBits;
    private readonly long _maxUses;
    private Slot[] _slots = [];
    private int _used;
    private int _free = -1;
    private bool _closed;

    public OutgoingCalls(int capacity)
    {
        _capacity = capacity;
        _slotBits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)capacity));
        _maxUses = (MaxId - 1) >> _slotBits;
    }

    /// <summary>How many calls wait.</summary>
    public int Count { get; private set; }

    /// <summary>How many the peer works on at a time, as far as it has said so.</summary>
    public int PeerCapacity { get; set; } = int.MaxValue;

    /// <summary>Gives the call its id and keeps it until somebody takes it.</summary>
    /// <remarks>
    /// A call that cannot end early counts as sent from here on, which saves the sender a round through the lock. Only the
    /// end of the connection could still come before its request, and for that "may have run" is the careful answer.
    /// </remarks>
    public OutgoingCallAdmission TryAdd(PendingCall call, out long id)
    {
        id = 0;
        lock (_gate)
        {
            if (_closed)
            {
                return OutgoingCallAdmission.Closed;
            }

            if (Count >= Math.Min(_capacity, PeerCapacity))
            {
                return OutgoingCallAdmission.Full;
            }

            var index = TakeSlot();
            ref var slot = ref _slots[index];
            slot.Call = call;
            slot.IsSent = !call.MayEndEarly;
            slot.Due = call.Due;
            call.Id = id = ((slot.Uses << _slotBits) | (uint)index) + 1;
            Count++;
            return OutgoingCallAdmission.Admitted;
        }
    }

    /// <summary>Takes the call out: it is the taker's to end. Null when another was faster, or the id was never ours.</summary>
    public PendingCall? Take(long id)
    {
        lock (_gate)
        {
            return TryFind(id, out var index) ? TakeAt(index) : null;
        }
    }

    /// <summary>Takes the call out if it is here; under its id there may be another one, if it has gone elsewhere.</summary>
    public bool TryTake(PendingCall call)
    {
        lock (_gate)
        {
            return TryFind(call.Id, out var index) && _slots[index].Call == call && TakeAt(index) == call;
        }
    }

    /// <summary>What a call that still waits was made from within.</summary>
    public object? OriginOf(long id)
    {
        lock (_gate)
        {
            return TryFind(id, out var index) ? _slots[index].Call!.Origin : null;
        }
    }

    /// <summary>Takes the calls out whose time is over.</summary>
    /// <returns>When that of the next is; <see cref="long.MaxValue"/> when there is none.</returns>
    public long TakeDue(long now, List<PendingCall> due)
    {
        var next = long.MaxValue;
        lock (_gate)
        {
            for (var index = 0; index < _used; index++)
            {
                ref var slot = ref _slots[index];
                if (slot.Call is null || slot.Due == 0)
                {
                    continue;
                }

                if (slot.Due <= now)
                {
                    due.Add(TakeAt(index));
                }
                else
                {
                    next = Math.Min(next, slot.Due);
                }
            }
        }

        return next;
    }

    /// <summary>Takes the calls out that were sent in a batch.</summary>
    public List<PendingCall> TakeBatched()
    {
        var calls = new List<PendingCall>();
        lock (_gate)
        {
            for (var index = 0; index < _used; index++)
            {
                if (_slots[index] is { Call.IsBatched: true, IsSent: true })
                {
                    calls.Add(TakeAt(index));
                }
            }
        }

        return calls;
    }

    /// <summary>Notes that the request of a call that may end early goes out. False when somebody has taken the call already, and it must not.</summary>
    public bool TryMarkSent(long id)
    {
        lock (_gate)
        {
            return TryFind(id, out var index) && (_slots[index].IsSent = true);
        }
    }

    /// <summary>Takes all calls out and admits no more.</summary>
    public List<PendingCall> Close()
    {
        lock (_gate)
        {
            _closed = true;
            var calls = new List<PendingCall>(Count);
            foreach (var slot in _slots)
            {
                if (slot.Call is { } call)
                {
                    call.IsSent = slot.IsSent;
                    calls.Add(call);
                }
            }

            _slots = [];
            _used = 0;
            _free = -1;
            Count = 0;
            return calls;
        }
    }

    private PendingCall TakeAt(int index)
    {
        ref var slot = ref _slots[index];
        var call = slot.Call!;
        call.IsSent = slot.IsSent;
        slot.Call = null;
        slot.Uses = slot.Uses == _maxUses ? 0 : slot.Uses + 1;
        slot.NextFree = _free;
        _free = index;
        Count--;
        return call;
    }

    private int TakeSlot()
    {
        if (_free >= 0)
        {
            var index = _free;
            _free = _slots[index].NextFree;
            return index;
        }

        if (_used == _slots.Length)
        {
            Array.Resize(ref _slots, Math.Max(_used * 2, FirstSlots));
        }

        return _used++;
    }

    private bool TryFind(long id, out int index)
    {
        index = (int)((id - 1) & ((1L << _slotBits) - 1));
        return id is >= 1 and <= MaxId
            && index < _used
            && _slots[index].Call is not null
            && _slots[index].Uses == (id - 1) >> _slotBits;
    }

    private struct Slot
    {
        public PendingCall? Call;
        public long Uses;
        public long Due; // 0 for never
        public int NextFree;
        public bool IsSent;
    }
}
