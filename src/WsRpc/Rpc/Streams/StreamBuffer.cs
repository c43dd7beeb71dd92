using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>Items that have come and were not asked for yet, as they came. Its owner sees to it that one thread at a time uses it.</summary>
internal sealed class StreamBuffer<T>(JsonTypeInfo<T> type, int maxDepth)
{
    private readonly Queue<byte[]> _messages = new();
    private JsonRpcBatchReader _reader;
    private byte[]? _current;

    /// <summary>Keeps a JSON array of items.</summary>
    public void Add(byte[] items) => _messages.Enqueue(items);

    /// <summary>Takes the next item.</summary>
    /// <param name="item">The item's octets.</param>
    /// <param name="released">How many octets are not needed any more.</param>
    public bool TryTake(out ReadOnlyMemory<byte> item, out int released)
    {
        released = 0;
        while (true)
        {
            if (_current is not null && _reader.TryRead(out item))
            {
                return true;
            }

            released += _current?.Length ?? 0;
            _current = null;
            if (!_messages.TryDequeue(out _current))
            {
                item = default;
                return false;
            }

            _reader = new JsonRpcBatchReader(_current, maxDepth);
        }
    }

    /// <summary>Reads an item. Runs foreign code.</summary>
    public T Read(ReadOnlyMemory<byte> item)
    {
        try
        {
            return JsonSerializer.Deserialize(item.Span, type)!;
        }
        catch (Exception exception)
        {
            throw new RpcSerializationException($"an item of the stream cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Forgets all items.</summary>
    /// <returns>How many octets they were.</returns>
    public int Clear()
    {
        var octets = (_current?.Length ?? 0) + _messages.Sum(static message => message.Length);
        _current = null;
        _messages.Clear();
        return octets;
    }
}
