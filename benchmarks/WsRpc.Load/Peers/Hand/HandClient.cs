using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace WsRpc.Load;

/// <summary>The client's end of a connection.</summary>
internal sealed class HandClient : IPeerClient, ICalculator
{
    private static readonly JsonEncodedText Add = JsonEncodedText.Encode("add");
    private static readonly JsonEncodedText Echo = JsonEncodedText.Encode("echo");

    private readonly ClientWebSocket _socket;
    private readonly HandSender _sender;
    private readonly ConcurrentDictionary<int, HandPending> _pending = new();
    private readonly Task _receiving;
    private int _lastId;

    private HandClient(ClientWebSocket socket, HandSender sender)
    {
        _socket = socket;
        _sender = sender;
        _receiving = ReceiveAsync();
    }

    public ICalculator Calculator => this;

    public static async Task<HandClient> ConnectAsync(Uri url, Func<WebSocket, HandSender> createSender)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(url, CancellationToken.None);
        return new(socket, createSender(socket));
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
    }

    private ValueTask<TResult> CallAsync<TArguments, TResult>(
        JsonEncodedText method, TArguments arguments, Action<Utf8JsonWriter, TArguments> write, ReadResult<TResult> read)
    {
        var id = Interlocked.Increment(ref _lastId);
        var pending = new HandPending<TResult>(read);
        _pending[id] = pending;
        var sending = _sender.SendAsync(id, method, arguments, write);
        return sending.IsCompletedSuccessfully ? new(pending.Task) : new(EndAsync(sending, pending));
    }

    private static async Task<T> EndAsync<T>(ValueTask sending, HandPending<T> pending)
    {
        await sending;
        return await pending.Task;
    }

    private async Task ReceiveAsync()
    {
        Exception ending = new EndOfStreamException("The connection was closed.");
        try
        {
            var receiver = new HandReceiver(_socket);
            while (await receiver.ReceiveAsync(CancellationToken.None))
            {
                for (var rest = receiver.Message; !rest.IsEmpty;)
                {
                    Complete(HandLines.Take(ref rest));
                }
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
