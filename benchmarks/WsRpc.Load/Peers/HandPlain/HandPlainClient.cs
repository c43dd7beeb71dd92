using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace WsRpc.Load;

/// <summary>The client's end of a connection.</summary>
internal sealed class HandPlainClient : IPeerClient, ICalculator
{
    private static readonly JsonEncodedText Add = JsonEncodedText.Encode("add");
    private static readonly JsonEncodedText Echo = JsonEncodedText.Encode("echo");

    private readonly ClientWebSocket _socket;
    private readonly ConcurrentDictionary<int, HandPlainPending> _pending = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ArrayBufferWriter<byte> _outgoing = new(256);
    private readonly Utf8JsonWriter _json;
    private readonly Task _receiving;
    private int _lastId;

    private HandPlainClient(ClientWebSocket socket)
    {
        _socket = socket;
        _json = new(_outgoing);
        _receiving = ReceiveAsync();
    }

    public ICalculator Calculator => this;

    public static async Task<HandPlainClient> ConnectAsync(Uri url)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(url, CancellationToken.None);
        return new(socket);
    }

    public ValueTask<int> AddAsync(int a, int b) => CallAsync(
        Add,
        (a, b),
        static (json, arguments) =>
        {
            json.WriteNumberValue(arguments.a);
            json.WriteNumberValue(arguments.b);
        },
        static (ref reader) => reader.GetInt32());

    public ValueTask<string> EchoAsync(string text) => CallAsync(
        Echo,
        text,
        static (json, text) => json.WriteStringValue(text),
        static (ref reader) => reader.GetString()!);

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }

        await _receiving;
        _socket.Dispose();
        await _json.DisposeAsync();
        _sending.Dispose();
    }

    private async ValueTask<TResult> CallAsync<TArguments, TResult>(
        JsonEncodedText method, TArguments arguments, Action<Utf8JsonWriter, TArguments> write, ReadResult<TResult> read)
    {
        var id = Interlocked.Increment(ref _lastId);
        var pending = new HandPlainPending<TResult>(read);
        _pending[id] = pending;
        await _sending.WaitAsync();
        try
        {
            _outgoing.ResetWrittenCount();
            _json.Reset();
            _json.WriteStartObject();
            _json.WriteNumber("id"u8, id);
            _json.WriteString("method"u8, method);
            _json.WriteStartArray("params"u8);
            write(_json, arguments);
            _json.WriteEndArray();
            _json.WriteEndObject();
            _json.Flush();
            await _socket.SendAsync(_outgoing.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        return await pending.Task;
    }

    private async Task ReceiveAsync()
    {
        Exception ending = new EndOfStreamException("The connection was closed.");
        try
        {
            var receiver = new HandPlainReceiver(_socket);
            while (await receiver.ReceiveAsync(CancellationToken.None))
            {
                Complete(receiver.Message.Span);
            }
        }
        catch (Exception exception)
        {
            ending = exception;
        }

        foreach (var pending in _pending.Values)
        {
            pending.Fail(ending);
        }
    }

    // {"id":1,"result":5}, as the server writes it
    private void Complete(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        for (var i = 0; i < 3; i++)
        {
            reader.Read();
        }

        if (!_pending.TryRemove(reader.GetInt32(), out var pending))
        {
            throw new InvalidDataException("An answer to no call.");
        }

        reader.Read();
        if (!reader.ValueTextEquals("result"u8))
        {
            throw new InvalidDataException("An answer without a result.");
        }

        reader.Read();
        pending.Complete(ref reader);
    }
}
