using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// What stands for a stream where a contract says stream: <c>{"$stream":5}</c> for one with credit; <c>{"token":5,"values":[…]}</c> and its short forms for one
/// that is asked for its items, <c>{"values":[…],"finished":true}</c> for a further batch of such a one. Ranges are those of the value that was read.
/// </summary>
public readonly record struct JsonRpcStreamReference
{
    private const int LongestName = 8;

    /// <summary>The id of a stream with credit; 0 where it is none.</summary>
    public long Stream { get; private init; }

    /// <summary>The token by which the peer is asked for more; empty when there is no more.</summary>
    public Utf8Range Token { get; private init; }

    /// <summary>Items that came along, a JSON array; empty when there are none.</summary>
    public Utf8Range Values { get; private init; }

    /// <summary>Whether these were the last.</summary>
    public bool IsFinished { get; private init; }

    /// <summary>Reads a value.</summary>
    /// <param name="value">One JSON value of a message that <see cref="JsonRpcReader"/> has read.</param>
    /// <param name="reference">What it says.</param>
    /// <returns>False when it is no object, or a member is of another form than it must be.</returns>
    public static bool TryRead(ReadOnlySpan<byte> value, out JsonRpcStreamReference reference)
    {
        reference = default;

        // The depth was judged when the message was read.
        var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = int.MaxValue });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var isValid = true;
        while (isValid && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isValid = TryReadMember(ref reader, ref reference);
        }

        return isValid;
    }

    private static bool TryReadMember(ref Utf8JsonReader reader, ref JsonRpcStreamReference reference)
    {
        var name = JsonText.ShortText(reader, LongestName);
        reader.Read();
        var type = reader.TokenType;
        if (name.SequenceEqual("$stream"u8))
        {
            var isStream = type == JsonTokenType.Number && reader.TryGetInt64(out var stream) && stream > 0;
            reference = reference with { Stream = isStream ? reader.GetInt64() : 0 };
            return isStream;
        }

        if (name.SequenceEqual("finished"u8))
        {
            reference = reference with { IsFinished = type == JsonTokenType.True };
            return type is JsonTokenType.True or JsonTokenType.False;
        }

        var (isToken, isValues) = (name.SequenceEqual("token"u8), name.SequenceEqual("values"u8));
        var range = JsonRpcMembers.SkipValue(ref reader);
        if (isToken)
        {
            reference = reference with { Token = type == JsonTokenType.Null ? default : range };
        }
        else if (isValues)
        {
            reference = reference with { Values = type == JsonTokenType.Null ? default : range };
            return type is JsonTokenType.StartArray or JsonTokenType.Null;
        }

        return true;
    }
}
