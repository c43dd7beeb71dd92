namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// Reads messages in the one form that this project, StreamJsonRpc and vscode-jsonrpc write: no white space, <c>jsonrpc</c> first, then <c>id</c>,
/// then what makes the kind. Their names are compared in place, so that little more than the value is left to be walked.
/// </summary>
/// <remarks>
/// Nothing is refused here: of anything else, a mistake included, <see cref="JsonRpcGeneralReader"/> says what it is. Of what is read here it would say the same.
/// </remarks>
internal static partial class JsonRpcCompactReader
{
    // As many digits always fit, so nobody has to look for overflow.
    private const int MaxIdDigits = 18;
    private const int MaxCodeDigits = 9;
    private const int MaxTimeoutDigits = 9;
    private const int MaxCreditDigits = 9;

    /// <param name="message">Octets that are UTF-8.</param>
    /// <param name="maxDepth">As for <see cref="JsonRpcReader.Read(ReadOnlyMemory{byte}, int, out JsonRpcEnvelope)"/>.</param>
    /// <param name="envelope">Empty, and to be thrown away when false comes back.</param>
    public static bool TryRead(ReadOnlySpan<byte> message, int maxDepth, ref JsonRpcEnvelope envelope)
    {
        var at = 0;
        if (!Passes(message, ref at, "{\"jsonrpc\":\"2.0\","u8))
        {
            return false;
        }

        if (Passes(message, ref at, "\"method\":\""u8))
        {
            envelope.Kind = JsonRpcMessageKind.Notification;
            return TryReadCall(message, at, maxDepth, ref envelope);
        }

        if (!Passes(message, ref at, "\"id\":"u8) || !TryReadInteger(message, ref at, MaxIdDigits, out var id))
        {
            return false;
        }

        envelope.Id = JsonRpcId.FromInteger(id);
        if (Passes(message, ref at, ",\"method\":\""u8))
        {
            envelope.Kind = JsonRpcMessageKind.Request;
            return TryReadCall(message, at, maxDepth, ref envelope);
        }

        if (Passes(message, ref at, ",\"result\":"u8))
        {
            envelope.Kind = JsonRpcMessageKind.Result;
            return TryReadValue(message, at, maxDepth - 1, "}"u8, ref envelope);
        }

        envelope.Kind = JsonRpcMessageKind.Error;
        return Passes(message, ref at, ",\"error\":{\"code\":"u8) && TryReadError(message, at, maxDepth, ref envelope);
    }

    private static bool TryReadCall(ReadOnlySpan<byte> message, int at, int maxDepth, ref JsonRpcEnvelope envelope)
    {
        var length = CompactJson.PlainTextLength(message[at..]);
        if (length == CompactJson.NotCompact)
        {
            return false;
        }

        envelope.Name = new(at, length);
        at += length + 1;
        if (!Passes(message, ref at, ",\"params\":"u8))
        {
            return Ends(message, at, "}"u8);
        }

        envelope.ParamsKind = at < message.Length ? KindOf(message[at]) : JsonRpcParamsKind.None;
        if (envelope.ParamsKind == JsonRpcParamsKind.None)
        {
            return false;
        }

        var end = CompactJson.SkipValue(message, at, maxDepth - 1);
        if (end == CompactJson.NotCompact)
        {
            return false;
        }

        envelope.Value = new(at, end - at);
        return Ends(message, end, "}"u8) || TryReadExtensions(message, end, ref envelope);
    }

    private static bool TryReadError(ReadOnlySpan<byte> message, int at, int maxDepth, ref JsonRpcEnvelope envelope)
    {
        if (maxDepth < 2
            || !TryReadInteger(message, ref at, MaxCodeDigits, out var code)
            || !Passes(message, ref at, ",\"message\":"u8)
            || at == message.Length
            || message[at] != (byte)'"')
        {
            return false;
        }

        var end = CompactJson.SkipValue(message, at, levels: 0);
        if (end == CompactJson.NotCompact)
        {
            return false;
        }

        envelope.Number = (int)code;
        envelope.Name = new(at, end - at);
        return Passes(message, ref end, ",\"data\":"u8)
            ? TryReadValue(message, end, maxDepth - 2, "}}"u8, ref envelope)
            : Ends(message, end, "}}"u8);
    }

    private static bool TryReadValue(ReadOnlySpan<byte> message, int at, int levels, ReadOnlySpan<byte> tail, ref JsonRpcEnvelope envelope)
    {
        var end = CompactJson.SkipValue(message, at, levels);
        if (end == CompactJson.NotCompact || !Ends(message, end, tail))
        {
            return false;
        }

        envelope.Value = new(at, end - at);
        return true;
    }

    private static bool TryReadInteger(ReadOnlySpan<byte> message, ref int at, int maxDigits, out long value)
    {
        var rest = message[at..];
        var negative = rest is [(byte)'-', ..];
        var digits = negative ? rest[1..] : rest;
        value = 0;
        var length = 0;
        while (length < digits.Length && char.IsAsciiDigit((char)digits[length]))
        {
            if (length == maxDigits)
            {
                return false;
            }

            value = (value * 10) + digits[length] - '0';
            length++;
        }

        if (length == 0 || (length > 1 && digits[0] == (byte)'0'))
        {
            return false;
        }

        at += negative ? length + 1 : length;
        value = negative ? -value : value;
        return true;
    }

    private static bool Passes(ReadOnlySpan<byte> message, ref int at, ReadOnlySpan<byte> expected)
    {
        if (!message[at..].StartsWith(expected))
        {
            return false;
        }

        at += expected.Length;
        return true;
    }

    private static bool Ends(ReadOnlySpan<byte> message, int at, ReadOnlySpan<byte> tail) => message[at..].SequenceEqual(tail);

    private static JsonRpcParamsKind KindOf(byte first) => first switch
    {
        (byte)'[' => JsonRpcParamsKind.Array,
        (byte)'{' => JsonRpcParamsKind.Object,
        _ => JsonRpcParamsKind.None,
    };
}
