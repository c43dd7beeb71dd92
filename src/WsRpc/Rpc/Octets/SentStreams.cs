using System.Diagnostics.CodeAnalysis;

namespace WsRpc;

/// <summary>The streams of this end that the peer has not read to the end. Thread-safe.</summary>
/// <param name="max">How many there may be.</param>
internal sealed class SentStreams(int max)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, SentStream> _open = [];
    private long _last;
    private bool _isClosed;

    /// <summary>How many have not ended.</summary>
    public int Count => _open.Count;

    /// <summary>Gives the stream its number. False when there are too many.</summary>
    public bool TryAdd(SentStream stream)
    {
        bool isClosed;
        lock (_gate)
        {
            if (_open.Count == max)
            {
                return false;
            }

            stream.Number = ++_last;
            isClosed = _isClosed;
            if (!isClosed)
            {
                _open.Add(stream.Number, stream);
            }
        }

        if (isClosed)
        {
            stream.Dispose();
        }

        return true;
    }

    public bool TryFind(long number, [NotNullWhen(true)] out SentStream? stream)
    {
        lock (_gate)
        {
            return _open.TryGetValue(number, out stream);
        }
    }

    public void Remove(long number)
    {
        lock (_gate)
        {
            _open.Remove(number);
        }
    }

    /// <summary>The connection has ended, and with it all of them.</summary>
    public void Close()
    {
        SentStream[] open;
        lock (_gate)
        {
            _isClosed = true;
            open = [.. _open.Values];
        }

        foreach (var stream in open)
        {
            stream.Dispose();
        }
    }
}
