namespace WsRpc.Protocol.JsonRpc;

// What stands behind the arguments of a call, in the order in which it is written.
internal static partial class JsonRpcCompactReader
{
    private static bool TryReadExtensions(ReadOnlySpan<byte> message, int at, ref JsonRpcEnvelope envelope)
    {
        if (!TryReadText(message, ref at, ",\"traceparent\":\""u8, out var traceParent)
            || !TryReadText(message, ref at, ",\"tracestate\":\""u8, out var traceState)
            || !TryReadNumber(message, ref at, ",\"timeout\":"u8, MaxTimeoutDigits, out var timeout)
            || !TryReadNumber(message, ref at, ",\"parent\":"u8, MaxIdDigits, out var parent)
            || !TryReadNumber(message, ref at, ",\"credit\":"u8, MaxCreditDigits, out var credit)
            || !Ends(message, at, "}"u8))
        {
            return false;
        }

        if (!traceParent.IsEmpty || !traceState.IsEmpty)
        {
            envelope.Rare = new(UnescapedMethod: null, traceParent, traceState);
        }

        if (envelope.Kind == JsonRpcMessageKind.Request)
        {
            envelope.Number = (int)timeout;
            envelope.ParentId = parent;
            envelope.Credit = (int)credit;
        }

        return true;
    }

    // False when the member is there, but not in the usual form.
    private static bool TryReadText(ReadOnlySpan<byte> message, ref int at, ReadOnlySpan<byte> beginning, out Utf8Range text)
    {
        text = default;
        if (!Passes(message, ref at, beginning))
        {
            return true;
        }

        var length = CompactJson.PlainTextLength(message[at..]);
        if (length == CompactJson.NotCompact)
        {
            return false;
        }

        text = length == 0 ? default : new(at, length);
        at += length + 1;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> message, ref int at, ReadOnlySpan<byte> beginning, int maxDigits, out long number)
    {
        number = 0;
        return !Passes(message, ref at, beginning) || (TryReadInteger(message, ref at, maxDigits, out number) && number >= 0);
    }
}
