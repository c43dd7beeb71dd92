using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// Appends JSON-RPC messages, members in StreamJsonRpc's order. The <c>…Start</c> methods stop where a value belongs: the caller appends
/// one JSON value and then calls <see cref="WriteEnd"/>. No user code runs in here and nothing throws on valid arguments.
/// </summary>
public static class JsonRpcWriter
{
    // Escapes what JSON demands and little more. The default encoder guards text that is pasted into HTML, which a message never is.
    internal static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static ReadOnlySpan<byte> BeforeId => "{\"jsonrpc\":\"2.0\",\"id\":"u8;

    /// <summary>Starts a request, up to and with <c>"params":</c> if there are any.</summary>
    /// <param name="output">Where the octets go.</param>
    /// <param name="method">The method called.</param>
    /// <param name="id">From 1 to 2^53-1: JavaScript peers round larger ones.</param>
    /// <param name="hasParams">Whether arguments follow.</param>
    public static void WriteRequestStart(IBufferWriter<byte> output, JsonRpcMethodName method, long id, bool hasParams = true)
    {
        ArgumentNullException.ThrowIfNull(method);
        WriteInOnePiece(output, id, hasParams ? method.RequestTail : method.RequestTail[..^JsonRpcMethodName.Params.Length]);
    }

    /// <summary>Starts a notification, up to and with <c>"params":</c> if there are any.</summary>
    /// <param name="output">Where the octets go.</param>
    /// <param name="method">The method called.</param>
    /// <param name="hasParams">Whether arguments follow.</param>
    public static void WriteNotificationStart(IBufferWriter<byte> output, JsonRpcMethodName method, bool hasParams = true)
    {
        ArgumentNullException.ThrowIfNull(method);
        output.Write(hasParams ? method.NotificationStart : method.NotificationStart[..^JsonRpcMethodName.Params.Length]);
    }

    /// <summary>Starts the answer to a call that succeeded, up to and with <c>"result":</c>.</summary>
    public static void WriteResultStart(IBufferWriter<byte> output, in JsonRpcId id) => WriteStart(output, id, ",\"result\":"u8);

    /// <summary>Writes the whole answer to a call that has no result.</summary>
    public static void WriteNullResult(IBufferWriter<byte> output, in JsonRpcId id) => WriteStart(output, id, ",\"result\":null}"u8);

    /// <summary>Writes the whole answer to a call that failed.</summary>
    /// <param name="output">Where the octets go.</param>
    /// <param name="id">The id of the call; <see cref="JsonRpcId.Null"/> when it could not be read (JSON-RPC 2.0 §5).</param>
    /// <param name="code">One of <see cref="JsonRpcErrorCode"/> or the service's own.</param>
    /// <param name="message">One sentence for a person.</param>
    /// <param name="dataJson">The member <c>data</c> as one JSON value; empty leaves it out.</param>
    public static void WriteError(IBufferWriter<byte> output, in JsonRpcId id, int code, ReadOnlySpan<char> message, ReadOnlySpan<byte> dataJson = default)
    {
        WriteStart(output, id, ",\"error\":"u8);
        WriteErrorObject(output, code, message, dataJson);
        output.Write("}"u8);
    }

    /// <summary>Writes the whole notification that asks for a call of ours to be cancelled.</summary>
    public static void WriteCancelRequest(IBufferWriter<byte> output, long id)
    {
        output.Write("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":"u8);
        JsonText.WriteInteger(output, id);
        output.Write("}}"u8);
    }

    /// <summary>Appends the trace that a call belongs to (W3C Trace Context §3), behind its arguments and before what else is appended.</summary>
    /// <param name="output">Where the octets go.</param>
    /// <param name="traceParent">The value of <c>traceparent</c>.</param>
    /// <param name="traceState">The value of <c>tracestate</c>; null or empty leaves it out.</param>
    public static void WriteTrace(IBufferWriter<byte> output, ReadOnlySpan<char> traceParent, string? traceState)
    {
        output.Write(",\"traceparent\":"u8);
        JsonText.WriteString(output, traceParent, Encoder);
        if (!string.IsNullOrEmpty(traceState))
        {
            output.Write(",\"tracestate\":"u8);
            JsonText.WriteString(output, traceState, Encoder);
        }
    }

    /// <summary>Appends how many milliseconds the caller of a request goes on waiting, from 1, behind its arguments and trace.</summary>
    public static void WriteTimeout(IBufferWriter<byte> output, int milliseconds)
    {
        output.Write(",\"timeout\":"u8);
        JsonText.WriteInteger(output, milliseconds);
    }

    /// <summary>Appends how many items of a stream in its result a request lets be sent unasked, from 1, behind all else.</summary>
    public static void WriteCredit(IBufferWriter<byte> output, int items)
    {
        output.Write(",\"credit\":"u8);
        JsonText.WriteInteger(output, items);
    }

    /// <summary>Appends the id of the receiver's own call while serving which a request is made, behind its timeout.</summary>
    public static void WriteParent(IBufferWriter<byte> output, long id)
    {
        output.Write(",\"parent\":"u8);
        JsonText.WriteInteger(output, id);
    }

    /// <summary>Ends a message begun with one of the <c>…Start</c> methods.</summary>
    public static void WriteEnd(IBufferWriter<byte> output) => output.Write("}"u8);

    internal static void WriteErrorObject(IBufferWriter<byte> output, int code, ReadOnlySpan<char> message, ReadOnlySpan<byte> dataJson)
    {
        output.Write("{\"code\":"u8);
        JsonText.WriteInteger(output, code);
        output.Write(",\"message\":"u8);
        JsonText.WriteString(output, message, Encoder);
        if (!dataJson.IsEmpty)
        {
            output.Write(",\"data\":"u8);
            output.Write(dataJson);
        }

        output.Write("}"u8);
    }

    private static void WriteStart(IBufferWriter<byte> output, in JsonRpcId id, ReadOnlySpan<byte> afterId)
    {
        if (id.Kind == JsonRpcIdKind.Integer)
        {
            WriteInOnePiece(output, id.Integer, afterId);
            return;
        }

        output.Write(BeforeId);
        id.WriteTo(output);
        output.Write(afterId);
    }

    // To ask the output for room costs more than to write the few octets, so it is asked once.
    private static void WriteInOnePiece(IBufferWriter<byte> output, long id, ReadOnlySpan<byte> afterId)
    {
        ArgumentNullException.ThrowIfNull(output);
        var room = output.GetSpan(BeforeId.Length + JsonText.MaxIntegerLength + afterId.Length);
        BeforeId.CopyTo(room);
        id.TryFormat(room[BeforeId.Length..], out var digits, default, CultureInfo.InvariantCulture);
        var length = BeforeId.Length + digits;
        afterId.CopyTo(room[length..]);
        output.Advance(length + afterId.Length);
    }
}
