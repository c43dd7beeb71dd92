using System.Net.Sockets;

namespace WsRpc.Load;

/// <summary>A connection of <see cref="EpollTcpEchoServer"/>. It reads nothing while the socket has not taken all of what was read before.</summary>
internal sealed class EpollTcpEchoConnection(Socket socket, int token, Epoll epoll) : IDisposable
{
    private readonly SocketOctets _octets = new(socket);
    private byte[] _rest = [];
    private int _restStart;
    private int _restEnd;

    /// <returns>Whether the connection stands.</returns>
    public bool Serve(EpollEvents events, Span<byte> buffer)
    {
        if ((events & (EpollEvents.Broken | EpollEvents.HungUp)) != 0)
        {
            return false;
        }

        if (_restStart < _restEnd)
        {
            SendRest();
            return true;
        }

        var count = _octets.Receive(buffer);
        if (count > 0)
        {
            Send(buffer[..count]);
        }

        return count != 0;
    }

    public void Dispose() => socket.Dispose();

    private void Send(ReadOnlySpan<byte> octets)
    {
        var rest = octets[_octets.Send(octets)..];
        if (rest.IsEmpty)
        {
            return;
        }

        if (_rest.Length < rest.Length)
        {
            _rest = new byte[rest.Length];
        }

        rest.CopyTo(_rest);
        (_restStart, _restEnd) = (0, rest.Length);
        epoll.Change(socket, token, EpollEvents.Writable);
    }

    private void SendRest()
    {
        _restStart += _octets.Send(_rest.AsSpan(_restStart, _restEnd - _restStart));
        if (_restStart == _restEnd)
        {
            epoll.Change(socket, token, EpollEvents.Readable);
        }
    }
}
