using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace WsRpc.Faults.Accounting;

/// <summary>
/// The arrays of the shared pool that are rented and not returned, by the pool's own events. They come on the thread that rents
/// or returns, before it goes on, so the count is exact; it is the process's, so one test runs at a time.
/// </summary>
internal sealed class PooledBuffers : EventListener, ICount
{
    private const int BufferRented = 1;
    private const int BufferReturned = 3;

    // An array has the hash code of its header for an id: two may have the same, rarely.
    private readonly Dictionary<int, (int Count, int Size, StackTrace? Origin)> _rented = [];
    private readonly int _pool = ArrayPool<byte>.Shared.GetHashCode();
    private readonly bool _keepsOrigins = Environment.GetEnvironmentVariable("WSRPC_FAULTS_ORIGINS") == "1";

    private PooledBuffers()
    {
    }

    public static PooledBuffers Shared { get; } = new();

    public string Name => "pooled buffers";

    public int Outstanding
    {
        get
        {
            lock (_rented)
            {
                return _rented.Values.Sum(buffer => buffer.Count);
            }
        }
    }

    /// <summary>The sizes of the arrays that are out.</summary>
    public IReadOnlyList<int> Sizes
    {
        get
        {
            lock (_rented)
            {
                return [.. _rented.Values.Select(buffer => buffer.Size).Order()];
            }
        }
    }

    public void Begin()
    {
        lock (_rented)
        {
            _rented.Clear();
        }
    }

    public string Describe()
    {
        lock (_rented)
        {
            return string.Join(", ", _rented.Values.Select(buffer => $"{buffer.Size} octets {buffer.Origin}")) +
                (_keepsOrigins ? "" : " (WSRPC_FAULTS_ORIGINS=1 shows where they were rented)");
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId is not (BufferRented or BufferReturned) || eventData.Payload is not [int id, int size, int pool, ..] || pool != _pool)
        {
            return;
        }

        var origin = _keepsOrigins && eventData.EventId == BufferRented ? new StackTrace(fNeedFileInfo: false) : null;
        lock (_rented)
        {
            _rented.TryGetValue(id, out var buffer);
            if (eventData.EventId == BufferRented)
            {
                _rented[id] = (buffer.Count + 1, size, origin);
            }
            else if (buffer.Count > 1)
            {
                // The event of a return comes behind it, and somebody may have rented the array again meanwhile.
                _rented[id] = buffer with { Count = buffer.Count - 1 };
            }
            else
            {
                _rented.Remove(id);
            }
        }
    }
}
