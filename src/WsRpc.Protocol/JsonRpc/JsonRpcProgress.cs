using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>Reads the parameters of <c>$/progress</c>: <c>{"token":3,"value":0.5}</c>, or <c>[3,0.5]</c>.</summary>
public static class JsonRpcProgress
{
    /// <summary>The name of the notification.</summary>
    public const string Method = "$/progress";

    /// <summary>Reads a report.</summary>
    /// <param name="parameters">The <c>params</c> of a message that <see cref="JsonRpcReader"/> has read; may be empty.</param>
    /// <param name="token">The token, an integer as this end gives them out.</param>
    /// <param name="value">Where in <paramref name="parameters"/> the value is.</param>
    /// <returns>False when one of the two is missing, or the token is none of this end's; such a report is ignored.</returns>
    public static bool TryRead(ReadOnlySpan<byte> parameters, out long token, out Utf8Range value)
    {
        token = 0;
        value = default;
        if (parameters.IsEmpty)
        {
            return false;
        }

        // The depth was judged when the message was read.
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        return reader.TokenType == JsonTokenType.StartArray ? TryReadElements(ref reader, ref token, ref value) : TryReadMembers(ref reader, ref token, ref value);
    }

    private static bool TryReadElements(ref Utf8JsonReader reader, ref long token, ref Utf8Range value)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out token))
        {
            return false;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        value = JsonRpcMembers.SkipValue(ref reader);
        return true;
    }

    private static bool TryReadMembers(ref Utf8JsonReader reader, ref long token, ref Utf8Range value)
    {
        var (hasToken, hasValue) = (false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isToken, isValue) = (reader.ValueTextEquals("token"u8), reader.ValueTextEquals("value"u8));
            reader.Read();
            if (isToken)
            {
                hasToken = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out token);
                reader.Skip();
            }
            else if (isValue)
            {
                hasValue = true;
                value = JsonRpcMembers.SkipValue(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return hasToken && hasValue;
    }
}
