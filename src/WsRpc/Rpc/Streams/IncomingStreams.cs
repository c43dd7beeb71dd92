using System.Diagnostics.CodeAnalysis;

namespace WsRpc;

/// <summary>The streams of the peer that this end reads, and how many octets of them wait. Bounded. Thread-safe.</summary>
internal sealed class IncomingStreams(int capacity, long maxBytes)
{
    // What one stream may hold, as long as there are few.
    private const int OrdinaryBytes = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, IncomingStream> _streams = [];
    private bool _isClosed;
    private long _bytes;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _streams.Count;
            }
        }
    }

    /// <summary>How many octets a stream should hold at most, so that all together hold what they may.</summary>
    public int BytesForEach => (int)Math.Clamp(maxBytes / 2 / Math.Max(Count, 1), 1, OrdinaryBytes);

    /// <summary>Whether there are as many as there may be.</summary>
    public bool IsFull => Count >= capacity;

    /// <summary>False when the id is that of another one, or the connection is gone.</summary>
    public bool TryAdd(long id, IncomingStream stream)
    {
        lock (_gate)
        {
            return !_isClosed && _streams.TryAdd(id, stream);
        }
    }

    /// <summary>Finds one that ends now.</summary>
    public bool TryTake(long id, [NotNullWhen(true)] out IncomingStream? stream)
    {
        lock (_gate)
        {
            return _streams.Remove(id, out stream);
        }
    }

    public bool TryFind(long id, [NotNullWhen(true)] out IncomingStream? stream)
    {
        lock (_gate)
        {
            return _streams.TryGetValue(id, out stream);
        }
    }

    public bool Remove(long id)
    {
        lock (_gate)
        {
            return _streams.Remove(id);
        }
    }

    /// <summary>Notes that octets wait to be read. False when these are more than may.</summary>
    public bool TryHold(int octets) => Interlocked.Add(ref _bytes, octets) <= maxBytes;

    /// <summary>They were read, or nobody will.</summary>
    public void Release(int octets) => Interlocked.Add(ref _bytes, -octets);

    /// <summary>The connection is gone: no more are added.</summary>
    public IncomingStream[] Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            IncomingStream[] streams = [.. _streams.Values];
            _streams.Clear();
            return streams;
        }
    }
}
