using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace WsRpc.Load;

/// <summary>One send per call, one call after the other.</summary>
internal sealed class HandPlainSender : HandSender
{
    private readonly WebSocket _socket;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ArrayBufferWriter<byte> _outgoing = new(256);
    private readonly Utf8JsonWriter _json;

    public HandPlainSender(WebSocket socket)
    {
        _socket = socket;
        _json = new(_outgoing);
    }

    public override async ValueTask SendAsync<T>(int id, JsonEncodedText method, T arguments, Action<Utf8JsonWriter, T> write)
    {
        await _sending.WaitAsync();
        try
        {
            _outgoing.ResetWrittenCount();
            _json.Reset();
            HandCall.Write(_json, id, method, arguments, write);
            await _socket.SendAsync(_outgoing.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }
}
