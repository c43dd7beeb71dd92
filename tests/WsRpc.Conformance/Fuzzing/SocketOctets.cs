using System.Net.Sockets;

namespace WsRpc.Conformance;

/// <summary>What a socket receives, in pieces of the size asked for.</summary>
internal sealed class SocketOctets(Socket socket)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Fills <paramref name="target"/>, or as much of it as comes before the end.</summary>
    /// <returns>How many octets it got.</returns>
    /// <exception cref="SocketException">The peer reset the connection.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> target)
    {
        var filled = 0;
        while (filled < target.Length)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await socket.ReceiveAsync(_buffer);
                if (_end == 0)
                {
                    break;
                }
            }

            var count = Math.Min(_end - _start, target.Length - filled);
            _buffer.AsMemory(_start, count).CopyTo(target[filled..]);
            _start += count;
            filled += count;
        }

        return filled;
    }

    /// <summary>The head of an HTTP message, up to and with its blank line; what is there already if the peer ends before.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = new List<byte>();
        var octet = new byte[1];
        while (!(head is [.., 13, 10, 13, 10]) && await ReadAsync(octet) == 1)
        {
            head.Add(octet[0]);
        }

        return System.Text.Encoding.Latin1.GetString([.. head]);
    }
}
