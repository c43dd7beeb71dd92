using System.Text.Json;
using System.Text.Unicode;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// Reads one JSON-RPC message in one pass over its octets and says which it is. Whatever the octets are, the answer is a value:
/// nothing is thrown, and a message in usual form (no escapes in its member names and method) costs no allocation.
/// </summary>
public static class JsonRpcReader
{
    /// <summary>Reads a whole message.</summary>
    /// <param name="message">The octets of exactly one message. They are checked to be UTF-8 and JSON to the last octet.</param>
    /// <param name="maxDepth">How deep arrays and objects may be nested; the message itself is the first level.</param>
    /// <param name="envelope">The members, as ranges of <paramref name="message"/>: valid as long as its octets are.</param>
    /// <returns>The kind of the message, also found in <paramref name="envelope"/>.</returns>
    public static JsonRpcMessageKind Read(ReadOnlyMemory<byte> message, int maxDepth, out JsonRpcEnvelope envelope)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxDepth);
        // Utf8JsonReader does not look into strings, and a binary message was not checked by the WebSocket layer.
        envelope = Utf8.IsValid(message.Span) ? ReadJson(message, maxDepth) : Malformed("the message is not UTF-8");
        return envelope.Kind;
    }

    private static JsonRpcEnvelope ReadJson(ReadOnlyMemory<byte> message, int maxDepth)
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
            return Malformed($"the message is no JSON behind octet {reader.BytesConsumed}, or nested deeper than {maxDepth} levels");
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
                return new() { Kind = JsonRpcMessageKind.Invalid, Id = JsonRpcId.Null, Problem = "a message must be an object" };
        }
    }

    private static JsonRpcEnvelope Malformed(string problem)
        => new() { Kind = JsonRpcMessageKind.Malformed, Id = JsonRpcId.Null, Problem = problem };
}
