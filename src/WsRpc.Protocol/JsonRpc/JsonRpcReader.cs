using System.Text.Unicode;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// Reads one JSON-RPC message and says which it is. Whatever the octets are, the answer is a value:
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
        => Read(message, maxDepth, isUtf8: false, out envelope);

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, int, out JsonRpcEnvelope)"/>
    /// <param name="message">The octets of exactly one message. They are checked to be JSON to the last octet.</param>
    /// <param name="maxDepth">How deep arrays and objects may be nested; the message itself is the first level.</param>
    /// <param name="isUtf8">
    /// Whether the octets are known to be UTF-8, as those of a WebSocket text message are (RFC 6455 §8.1); otherwise they are checked. Where they are not after all, what is
    /// read from strings is undefined.
    /// </param>
    /// <param name="envelope">The members, as ranges of <paramref name="message"/>: valid as long as its octets are.</param>
    public static JsonRpcMessageKind Read(ReadOnlyMemory<byte> message, int maxDepth, bool isUtf8, out JsonRpcEnvelope envelope)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxDepth);
        var octets = message.Span;
        envelope = default;
        // Neither reader looks for UTF-8 in strings.
        if (!isUtf8 && !Utf8.IsValid(octets))
        {
            envelope = JsonRpcEnvelope.Malformed("the message is not UTF-8");
        }
        else if (!JsonRpcCompactReader.TryRead(octets, maxDepth, ref envelope))
        {
            envelope = JsonRpcGeneralReader.Read(message, maxDepth);
        }

        return envelope.Kind;
    }
}
