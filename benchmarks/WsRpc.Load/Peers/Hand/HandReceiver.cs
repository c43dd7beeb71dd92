using System.Net.WebSockets;

namespace WsRpc.Load;

/// <summary>Reads whole messages into a buffer that it reuses.</summary>
internal sealed class HandReceiver(WebSocket socket)
{
    private byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>The last message, valid until the next one is received.</summary>
    public ReadOnlyMemory<byte> Message => _buffer.AsMemory(0, _length);

    /// <returns><see langword="false"/> when the peer has closed.</returns>
    public async ValueTask<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        _length = 0;
        while (true)
        {
            if (_length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var received = await socket.ReceiveAsync(_buffer.AsMemory(_length), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return false;
            }

            _length += received.Count;
            if (received.EndOfMessage)
            {
                return true;
            }
        }
    }
}
