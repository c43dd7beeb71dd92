using System.Diagnostics.CodeAnalysis;

namespace WsRpc;

/// <summary>The peer's streams that have not ended: counted, and what is kept for them bounded. Thread-safe.</summary>
/// <param name="limits">How many there may be, and how much may be kept for them.</param>
internal sealed class ReceivedStreams(RpcLimits limits)
{
    // A stream has this much room however little is left for all, so that none waits for another one to be read.
    private const int SmallestWindow = 16 * 1024;

    // At 100 ms there and back it is 10 MB a second.
    private const int LargestWindow = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, ReceivedStream> _open = [];
    private Exception? _lost;

    /// <summary>How many have not ended.</summary>
    public int Count => _open.Count;

    /// <summary>How many octets may be kept for them as it is.</summary>
    public long ReservedBytes { get; private set; }

    /// <summary>From here on what comes under the number is the stream's.</summary>
    public StreamAdmission TryAdd(ReceivedStream stream)
    {
        Exception? lost;
        lock (_gate)
        {
            lost = _lost;
            if (lost is null && _open.Count == limits.MaxBlobs)
            {
                return StreamAdmission.TooMany;
            }

            if (lost is null && !_open.TryAdd(stream.Number, stream))
            {
                return StreamAdmission.NumberTaken;
            }
        }

        if (lost is not null)
        {
            stream.Fail(lost);
        }

        return StreamAdmission.Admitted;
    }

    public bool TryFind(long number, [NotNullWhen(true)] out ReceivedStream? stream)
    {
        lock (_gate)
        {
            return _open.TryGetValue(number, out stream);
        }
    }

    /// <summary>How much a stream may be granted in advance. It is given back by <see cref="Remove"/>.</summary>
    public int Reserve()
    {
        lock (_gate)
        {
            var window = (int)Math.Clamp((limits.MaxBlobBytes - ReservedBytes) / 2, SmallestWindow, LargestWindow);
            ReservedBytes += window;
            return window;
        }
    }

    /// <summary>The stream has ended.</summary>
    public void Remove(ReceivedStream stream, int window)
    {
        lock (_gate)
        {
            ReservedBytes -= window;
            if (_open.TryGetValue(stream.Number, out var known) && known == stream)
            {
                _open.Remove(stream.Number);
            }
        }
    }

    /// <summary>The connection has ended, and with it all of them.</summary>
    public void Close(Exception lost)
    {
        ReceivedStream[] open;
        lock (_gate)
        {
            _lost = lost;
            open = [.. _open.Values];
        }

        foreach (var stream in open)
        {
            stream.Fail(lost);
        }
    }
}
