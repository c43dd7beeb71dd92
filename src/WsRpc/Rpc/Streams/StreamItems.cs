using System.Text.Json.Serialization.Metadata;

namespace WsRpc;

/// <summary>Items of a stream on their way into a message: JSON values with commas between them.</summary>
internal sealed class StreamItems<T>(JsonTypeInfo<T> type)
{
    private readonly JsonScratch _octets = new();
    private int _lastStart;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Written => _octets.Written;

    /// <summary>All but the last one.</summary>
    public ReadOnlySpan<byte> AllButLast => _octets.Written[..(_lastStart - 1)];

    public ReadOnlySpan<byte> Last => _octets.Written[_lastStart..];

    /// <summary>Writes one more. Runs foreign code; where that throws, the others stay as they are.</summary>
    public void Add(T item)
    {
        var end = _octets.Written.Length;
        try
        {
            if (Count > 0)
            {
                _octets.Write((byte)',');
            }

            _octets.Write(item, type);
        }
        catch (Exception exception)
        {
            _octets.CutTo(end);
            throw new RpcSerializationException($"an item cannot be written: {exception.Message}", exception);
        }

        _lastStart = Count++ == 0 ? 0 : end + 1;
    }

    public void Clear()
    {
        _octets.CutTo(0);
        Count = 0;
    }
}
