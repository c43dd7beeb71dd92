using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>Reads messages in any form, and says what is wrong with those that are none.</summary>
internal static class JsonRpcGeneralReader
{
    /// <param name="message">Octets that are UTF-8.</param>
    /// <param name="maxDepth">As for <see cref="JsonRpcReader.Read(ReadOnlyMemory{byte}, int, out JsonRpcEnvelope)"/>.</param>
    public static JsonRpcEnvelope Read(ReadOnlyMemory<byte> message, int maxDepth)
    {
        var reader = new Utf8JsonReader(message.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            reader.Read();
            var envelope = ReadValue(ref reader, message);
            reader.Read(); // throws when anything but white space follows
            return envelope;
        }
        catch (JsonException)
        {
            return JsonRpcEnvelope.Malformed($"the message is no JSON behind octet {reader.BytesConsumed}, or nested deeper than {maxDepth} levels");
        }
    }

    private static JsonRpcEnvelope ReadValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> message)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new JsonRpcMembers();
                members.Read(ref reader, message);
                return JsonRpcClassifier.Classify(members);
            case JsonTokenType.StartArray:
                reader.Skip();
                return new() { Kind = JsonRpcMessageKind.Batch, Id = JsonRpcId.Null };
            default:
                return JsonRpcEnvelope.Invalid(JsonRpcId.Null, "a message must be an object");
        }
    }
}
