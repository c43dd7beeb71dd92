using System.Diagnostics.CodeAnalysis;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The streams of this end that the peer reads. Bounded. Thread-safe.</summary>
internal sealed class OutgoingStreams(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, OutgoingStream> _streams = [];
    private readonly Dictionary<JsonRpcId, OutgoingStream> _byCall = [];
    private long _last;
    private bool _isClosed;

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

    /// <summary>Gives it its id. False when there are too many already; one that comes after the connection's end is cancelled.</summary>
    public bool TryAdd(OutgoingStream stream)
    {
        lock (_gate)
        {
            stream.Id = ++_last;
            if (!_isClosed)
            {
                return _streams.Count < capacity && _streams.TryAdd(stream.Id, stream);
            }
        }

        stream.Dispose();
        return true;
    }

    /// <summary>Lets the peer cancel it by the id of the call whose result it is.</summary>
    public void Name(in JsonRpcId call, OutgoingStream stream)
    {
        lock (_gate)
        {
            if (_streams.ContainsKey(stream.Id))
            {
                stream.CallId = call;
                _byCall[call] = stream;
            }
        }
    }

    public bool TryFind(long id, [NotNullWhen(true)] out OutgoingStream? stream)
    {
        lock (_gate)
        {
            return _streams.TryGetValue(id, out stream);
        }
    }

    /// <summary>The one that is the result of a call of the peer.</summary>
    public bool TryFind(in JsonRpcId call, [NotNullWhen(true)] out OutgoingStream? stream)
    {
        lock (_gate)
        {
            return _byCall.TryGetValue(call, out stream);
        }
    }

    public void Remove(OutgoingStream stream)
    {
        lock (_gate)
        {
            _streams.Remove(stream.Id);

            // The peer may have used the id for another call since.
            if (_byCall.TryGetValue(stream.CallId, out var named) && named == stream)
            {
                _byCall.Remove(stream.CallId);
            }
        }
    }

    /// <summary>The connection is gone.</summary>
    public void Close()
    {
        OutgoingStream[] streams;
        lock (_gate)
        {
            _isClosed = true;
            streams = [.. _streams.Values];
            _streams.Clear();
            _byCall.Clear();
        }

        foreach (var stream in streams)
        {
            stream.Dispose();
        }
    }
}
