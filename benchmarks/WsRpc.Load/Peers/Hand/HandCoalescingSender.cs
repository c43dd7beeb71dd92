using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace WsRpc.Load;

/// <summary>
/// Gathers calls in a buffer. Whoever finds no send running starts one; it goes on until the buffer is empty. A
/// <see cref="WebSocket"/> sends one message at a time and flushes each, so what was gathered is one message of many lines.
/// </summary>
internal sealed class HandCoalescingSender : HandSender, IThreadPoolWorkItem
{
    private readonly WebSocket _socket;
    private readonly Lock _lock = new();
    private readonly Utf8JsonWriter _json;
    private ArrayBufferWriter<byte> _gathered = new(4096);
    private ArrayBufferWriter<byte> _sending = new(4096);
    private bool _isSending;

    public HandCoalescingSender(WebSocket socket)
    {
        _socket = socket;
        _json = new(_gathered);
    }

    public override ValueTask SendAsync<T>(int id, JsonEncodedText method, T arguments, Action<Utf8JsonWriter, T> write)
    {
        lock (_lock)
        {
            HandLines.Begin(_gathered);
            _json.Reset(_gathered);
            HandCall.Write(_json, id, method, arguments, write);
            if (_isSending)
            {
                return ValueTask.CompletedTask;
            }

            _isSending = true;
        }

        // Not from here: behind this call wait the others whose answers came with the same read. They stand in this worker's
        // own queue, which comes before the one for all.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return ValueTask.CompletedTask;
    }

    void IThreadPoolWorkItem.Execute() => _ = SendGatheredAsync();

    private async Task SendGatheredAsync()
    {
        try
        {
            while (TryTake(out var lines))
            {
                await _socket.SendAsync(lines, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
        }
        catch (Exception)
        {
            // Nobody awaits this. The receive loop ends with the socket, and with it all calls.
            _socket.Abort();
        }
    }

    private bool TryTake(out ReadOnlyMemory<byte> lines)
    {
        lock (_lock)
        {
            (_gathered, _sending) = (_sending, _gathered);
            _gathered.ResetWrittenCount();
            lines = _sending.WrittenMemory;
            return _isSending = !lines.IsEmpty;
        }
    }
}
