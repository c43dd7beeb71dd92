using System.Diagnostics;
using System.Net.Sockets;

namespace WsRpc.Load;

/// <summary>A connection of the load: a batch of messages out with one write, all replies in, and again.</summary>
/// <param name="socket">The open connection.</param>
/// <param name="token">Its number at <paramref name="epoll"/>.</param>
/// <param name="epoll">Told whether there is anything left to write.</param>
/// <param name="batch">What is written.</param>
/// <param name="depth">How many replies are due to it.</param>
/// <param name="replies">Checks them.</param>
internal sealed class EchoConnection(Socket socket, int token, Epoll epoll, byte[] batch, int depth, IReplies replies) : IDisposable
{
    private readonly SocketOctets _octets = new(socket);
    private int _sent;
    private int _due;
    private bool _waitsToWrite;

    /// <summary>When the batch was begun, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long Began { get; private set; }

    /// <summary>Whether there are replies to come.</summary>
    public bool IsDue => _due > 0;

    public void Begin()
    {
        (_sent, _due) = (0, depth);
        Began = Stopwatch.GetTimestamp();
        Write();
    }

    public void Write()
    {
        while (_sent < batch.Length)
        {
            var count = _octets.Send(batch.AsSpan(_sent));
            if (count == 0)
            {
                WaitToWrite(true);
                return;
            }

            _sent += count;
        }

        WaitToWrite(false);
    }

    /// <summary>Reads once.</summary>
    /// <returns>How many replies are complete by it, and whether there may be more to read.</returns>
    public (int Replies, bool More) Read(Span<byte> room)
    {
        var count = _octets.Receive(room);
        switch (count)
        {
            case < 0:
                return (0, false);
            case 0:
                throw new EndOfStreamException("The server has closed a connection.");
        }

        var complete = replies.Take(room[..count]);
        _due -= complete;
        return _due >= 0 ? (complete, count == room.Length) : throw new InvalidDataException("More replies than messages.");
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
