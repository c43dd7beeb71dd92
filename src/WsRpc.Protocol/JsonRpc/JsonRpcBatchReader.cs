using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// Finds the elements of a batch (JSON-RPC 2.0 §6), each to be read as a message of its own. Nothing is copied and nothing
/// allocated, and each element is passed over once.
/// </summary>
/// <remarks>For octets that <see cref="JsonRpcReader"/> has found to be a <see cref="JsonRpcMessageKind.Batch"/>; of others it reads what makes no sense, or throws <see cref="JsonException"/>.</remarks>
public struct JsonRpcBatchReader
{
    private readonly ReadOnlyMemory<byte> _batch;
    private readonly int _maxDepth;
    private int _at;

    /// <summary>Begins before the first element.</summary>
    /// <param name="batch">The octets of the whole batch.</param>
    /// <param name="maxDepth">The depth that the batch was read with.</param>
    public JsonRpcBatchReader(ReadOnlyMemory<byte> batch, int maxDepth)
    {
        _batch = batch;
        _maxDepth = maxDepth;
        _at = batch.Span.IndexOf((byte)'[') + 1;
    }

    /// <summary>How many elements follow, as far as <paramref name="max"/> and one: a batch that is too long is not read to its end.</summary>
    public readonly int Count(int max)
    {
        var rest = this;
        var count = 0;
        while (count <= max && rest.TryRead(out _))
        {
            count++;
        }

        return count;
    }

    /// <summary>Finds the next element.</summary>
    /// <param name="element">Its octets, one JSON value; valid as long as the batch's are.</param>
    /// <returns>False behind the last one.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> element)
    {
        var octets = _batch.Span;
        while (_at < octets.Length && octets[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',')
        {
            _at++;
        }

        if (_at >= octets.Length || octets[_at] == (byte)']')
        {
            element = default;
            return false;
        }

        // What follows the element belongs to the batch: not the end of the text.
        var reader = new Utf8JsonReader(octets[_at..], isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = _maxDepth }));
        reader.Read();
        reader.TrySkip();
        element = _batch.Slice(_at, (int)reader.BytesConsumed);
        _at += element.Length;
        return true;
    }
}
