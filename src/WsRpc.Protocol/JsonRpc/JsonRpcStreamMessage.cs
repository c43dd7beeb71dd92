using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>The parameters of a message about a stream with credit, as they were found (docs/protocol.md, "Streams with credit"). Ranges are those of the parameters.</summary>
public readonly record struct JsonRpcStreamMessage
{
    private const int LongestName = 6;

    /// <summary>The stream, as its producer has named it.</summary>
    public long Stream { get; private init; }

    /// <summary>The items, a JSON array; empty when there are none.</summary>
    public Utf8Range Items { get; private init; }

    /// <summary>How many items may be sent; 0 when it does not say.</summary>
    public int Credit { get; private init; }

    /// <summary>Whether the stream has failed.</summary>
    public bool IsError { get; private init; }

    /// <summary>The error's code.</summary>
    public int ErrorCode { get; private init; }

    /// <summary>The error's message, a JSON string; empty when absent.</summary>
    public Utf8Range ErrorMessage { get; private init; }

    /// <summary>The error's data; empty when absent.</summary>
    public Utf8Range ErrorData { get; private init; }

    /// <summary>Reads the parameters of a message that <see cref="JsonRpcReader"/> has read.</summary>
    /// <param name="parameters">One JSON value, or nothing.</param>
    /// <param name="message">What it says.</param>
    /// <returns>False when it names no stream, or a member is of another form than it must be.</returns>
    public static bool TryRead(ReadOnlySpan<byte> parameters, out JsonRpcStreamMessage message)
    {
        message = default;
        if (parameters is not [(byte)'{', ..])
        {
            return false;
        }

        // The depth was judged when the message was read.
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        var isValid = true;
        while (isValid && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isValid = TryReadMember(ref reader, ref message);
        }

        return isValid && message.Stream > 0;
    }

    /// <summary>The error's message as text; empty when absent.</summary>
    /// <param name="parameters">The parameters that were read.</param>
    public string GetErrorMessage(ReadOnlySpan<byte> parameters) => ErrorMessage.IsEmpty ? "" : JsonText.Unescape(ErrorMessage.Of(parameters)[1..^1]);

    private static bool TryReadMember(ref Utf8JsonReader reader, ref JsonRpcStreamMessage message)
    {
        var name = JsonText.ShortText(reader, LongestName);
        reader.Read();
        if (name.SequenceEqual("stream"u8))
        {
            var isStream = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var stream) && stream > 0;
            message = message with { Stream = isStream ? reader.GetInt64() : 0 };
            return isStream;
        }

        if (name.SequenceEqual("items"u8) && reader.TokenType == JsonTokenType.Number)
        {
            var isCredit = reader.TryGetInt32(out var credit) && credit > 0;
            message = message with { Credit = credit };
            return isCredit;
        }

        var isArray = reader.TokenType == JsonTokenType.StartArray;
        if (name.SequenceEqual("items"u8))
        {
            message = message with { Items = JsonRpcMembers.SkipValue(ref reader) };
            return isArray;
        }

        if (name.SequenceEqual("error"u8))
        {
            var error = JsonRpcErrorMembers.Read(ref reader);
            message = message with { IsError = true, ErrorCode = error.Code, ErrorMessage = error.Message, ErrorData = error.Data };
            return error.Problem is null;
        }

        reader.Skip();
        return true;
    }
}
