using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace WsRpc.Load;

/// <summary>
/// 40 octets, about as many as a small call has: the method, then two numbers, or the length of a text and at most 35
/// characters of it.
/// </summary>
internal sealed class PingPongMessage
{
    private readonly byte[] _octets = new byte[40];

    public bool IsEcho
    {
        get => _octets[0] != 0;
        set => _octets[0] = value ? (byte)1 : (byte)0;
    }

    public int First
    {
        get => BinaryPrimitives.ReadInt32LittleEndian(_octets.AsSpan(1));
        set => BinaryPrimitives.WriteInt32LittleEndian(_octets.AsSpan(1), value);
    }

    public int Second
    {
        get => BinaryPrimitives.ReadInt32LittleEndian(_octets.AsSpan(5));
        set => BinaryPrimitives.WriteInt32LittleEndian(_octets.AsSpan(5), value);
    }

    public string Text
    {
        get => Encoding.ASCII.GetString(_octets.AsSpan(5, First));
        set => First = Encoding.ASCII.GetBytes(value, _octets.AsSpan(5));
    }

    public async ValueTask SendAsync(Socket socket)
    {
        for (var sent = 0; sent < _octets.Length;)
        {
            sent += await socket.SendAsync(_octets.AsMemory(sent), SocketFlags.None);
        }
    }

    /// <returns><see langword="false"/> when the peer has closed.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReceiveAsync(Socket socket)
    {
        for (var received = 0; received < _octets.Length;)
        {
            var count = await socket.ReceiveAsync(_octets.AsMemory(received), SocketFlags.None);
            if (count == 0)
            {
                return false;
            }

            received += count;
        }

        return true;
    }
}
