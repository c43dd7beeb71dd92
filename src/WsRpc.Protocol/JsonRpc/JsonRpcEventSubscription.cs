using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>The parameters of <c>$/event/subscribe</c> and <c>$/event/unsubscribe</c>: <c>{"event":"chat.roomClosed"}</c>, or <c>["chat.roomClosed"]</c>.</summary>
public static class JsonRpcEventSubscription
{
    /// <summary>The request that asks to be told of an event.</summary>
    public const string Subscribe = "$/event/subscribe";

    /// <summary>The request that takes it back.</summary>
    public const string Unsubscribe = "$/event/unsubscribe";

    /// <summary>The parameters for an event.</summary>
    /// <param name="name">The event's wire name.</param>
    public static byte[] Write(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return [.. "{\"event\":\""u8, .. JsonEncodedText.Encode(name, JsonRpcWriter.Encoder).EncodedUtf8Bytes, .. "\"}"u8];
    }

    /// <summary>Reads the event's wire name.</summary>
    /// <param name="parameters">The <c>params</c> of a message that <see cref="JsonRpcReader"/> has read; may be empty.</param>
    /// <param name="name">The name.</param>
    /// <returns>False when there is no string in it.</returns>
    public static bool TryReadEvent(ReadOnlySpan<byte> parameters, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (parameters.IsEmpty)
        {
            return false;
        }

        // The depth was judged when the message was read.
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            name = TextOf(reader);
            return name is not null;
        }

        // Of a member that occurs twice the last one counts, as everywhere on this wire.
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var matches = reader.ValueTextEquals("event"u8);
            reader.Read();
            name = matches ? TextOf(reader) : name;
            reader.Skip();
        }

        return name is not null;
    }

    private static string? TextOf(in Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate as an escape: JSON, but no text.
            return null;
        }
    }
}
