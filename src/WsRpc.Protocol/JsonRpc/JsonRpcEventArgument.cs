using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>Finds what an event tells: the one positional argument of its notification, or its one named argument whatever the name.</summary>
public static class JsonRpcEventArgument
{
    /// <summary>Finds the argument.</summary>
    /// <param name="parameters">The <c>params</c> of a message that <see cref="JsonRpcReader"/> has read; may be empty.</param>
    /// <param name="argument">Where in <paramref name="parameters"/> it is.</param>
    /// <returns>False when there is none, or more than one.</returns>
    public static bool TryFind(ReadOnlySpan<byte> parameters, out Utf8Range argument)
    {
        argument = default;
        if (parameters.IsEmpty)
        {
            return false;
        }

        // The depth was judged when the message was read.
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        reader.Read();
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
        }

        if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
        {
            return false;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        argument = new Utf8Range(start, (int)reader.BytesConsumed - start);
        reader.Read();
        return reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
    }
}
