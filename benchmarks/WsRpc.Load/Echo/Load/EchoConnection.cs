using System.Diagnostics;
using System.Net.Sockets;

namespace WsRpc.Load;

/// <summary>A connection of the load: a batch of messages out with one write, all replies in, and again.</summary>
/// <param name="socket">The open connection.</param>
/// <param name="link">What carries octets over it.</param>
/// <param name="token">Its number at <paramref name="epoll"/>.</param>
/// <param name="epoll">Told whether there is anything left to write.</param>
/// <param name="batches">What is written, in turn.</param>
/// <param name="depth">How many replies are due to each.</param>
/// <param name="replies">Checks them.</param>
internal sealed class EchoConnection(Socket socket, ILink link, int token, Epoll epoll, IReadOnlyList<byte[]> batches, int depth, IReplies replies) : IDisposable
{
    private byte[] _batch = [];
    private int _next;
    private int _sent;
    private int _due;
    private bool _waitsToWrite;

    /// <summary>When the batch was begun, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long Began { get; private set; }

    /// <summary>How many octets came so far.</summary>
    public long Received { get; private set; }

    /// <summary>Whether there are replies to come.</summary>
    public bool IsDue => _due > 0;

    public void Begin()
    {
        (_batch, _sent, _due) = (batches[_next], 0, depth);
        _next = (_next + 1) % batches.Count;
        Began = Stopwatch.GetTimestamp();
        Write();
    }

    public void Write()
    {
        while (_sent < _batch.Length)
        {
            var count = link.Send(_batch.AsMemory(_sent));
            if (count == 0)
            {
                WaitToWrite(true);
                return;
            }

            _sent += count;
        }

        WaitToWrite(!link.TryFlush());
    }

    /// <summary>Reads once.</summary>
    /// <returns>How many replies are complete by it, and whether there may be more to read.</returns>
    public (int Replies, bool More) Read(Memory<byte> room)
    {
        var count = link.Receive(room);
        switch (count)
        {
            case < 0:
                return (0, false);
            case 0:
                throw new EndOfStreamException("The server has closed a connection.");
        }

        Received += count;
        var complete = replies.Take(room.Span[..count]);
        _due -= complete;
        return _due >= 0 ? (complete, link.ReadsAhead || count == room.Length) : throw new InvalidDataException("More replies than messages.");
    }

    public void Dispose() => socket.Dispose();

    private void WaitToWrite(bool waits)
    {
        if (waits != _waitsToWrite)
        {
            _waitsToWrite = waits;
            epoll.Change(socket, token, EpollEvents.Readable | (waits ? EpollEvents.Writable : 0));
        }
    }
}
