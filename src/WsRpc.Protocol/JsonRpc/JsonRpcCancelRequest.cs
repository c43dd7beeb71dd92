using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>Reads the parameters of <c>$/cancelRequest</c>: <c>{"id":9}</c>, or <c>[9]</c> as some peers send it.</summary>
public static class JsonRpcCancelRequest
{
    /// <summary>The name of the notification.</summary>
    public const string Method = "$/cancelRequest";

    /// <summary>Reads the id of the call to cancel.</summary>
    /// <param name="parameters">The <c>params</c> of a message that <see cref="JsonRpcReader"/> has read; may be empty.</param>
    /// <param name="id">The id; a string id refers to <paramref name="parameters"/>.</param>
    /// <returns>False when there is no integer or string id in it; such a cancellation is ignored.</returns>
    public static bool TryReadId(ReadOnlyMemory<byte> parameters, out JsonRpcId id)
    {
        id = default;
        if (parameters.IsEmpty)
        {
            return false;
        }

        // The depth was judged when the message was read.
        var reader = new Utf8JsonReader(parameters.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
        }
        else if (!TryMoveToMember(ref reader, "id"u8))
        {
            return false;
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var integer))
        {
            id = JsonRpcId.FromInteger(integer);
        }
        else if (reader.TokenType == JsonTokenType.String)
        {
            id = JsonRpcId.FromRawString(parameters[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
        }

        return id.Kind != JsonRpcIdKind.Absent;
    }

    // Of a member that occurs twice the last one counts, as everywhere on this wire.
    private static bool TryMoveToMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        var found = false;
        var value = reader;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var matches = JsonText.ShortText(reader, name.Length).SequenceEqual(name);
            reader.Read();
            if (matches)
            {
                found = true;
                value = reader;
            }

            reader.Skip();
        }

        reader = value;
        return found;
    }
}
