using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// Octets beside the JSON: binary messages of a header of nine octets and data, and what stands for them in JSON, <c>{"$blob":3,"length":1024}</c>.
/// </summary>
public static class JsonRpcBlob
{
    /// <summary>How many octets precede the data: kind and id.</summary>
    public const int HeaderLength = 9;

    private const long MaxId = (1L << 53) - 1;
    private const int LongestName = 6; // length

    // Written by any serializer, it is far shorter; so whatever is longer is somebody's data, and is not looked at.
    private const int LongestReference = 256;

    /// <summary>Whether a binary message carries octets, and whose. False for JSON, and for what nobody sends.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> message, out JsonRpcBlobKind kind, out long id)
    {
        (kind, id) = (default, 0);
        if (message.Length < HeaderLength || message[0] is < (byte)JsonRpcBlobKind.Whole or > (byte)JsonRpcBlobKind.LastPart)
        {
            return false;
        }

        kind = (JsonRpcBlobKind)message[0];
        id = BinaryPrimitives.ReadInt64BigEndian(message[1..]);
        return id is >= 1 and <= MaxId;
    }

    /// <summary>Writes what precedes the data.</summary>
    public static void WriteHeader(IBufferWriter<byte> output, JsonRpcBlobKind kind, long id)
    {
        ArgumentNullException.ThrowIfNull(output);
        var header = output.GetSpan(HeaderLength);
        header[0] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(header[1..], id);
        output.Advance(HeaderLength);
    }

    /// <summary>Writes what stands for a blob in JSON.</summary>
    public static void WriteReference(IBufferWriter<byte> output, in JsonRpcBlobReference reference)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write("{\"$blob\":"u8);
        JsonText.WriteInteger(output, reference.Id);
        if (reference.Length is { } length)
        {
            output.Write(",\"length\":"u8);
            JsonText.WriteInteger(output, length);
        }

        output.Write(reference.InParts ? ",\"parts\":true}"u8 : "}"u8);
    }

    /// <summary>Writes the notification <c>$/blob/credit</c>: the peer may send so many octets more.</summary>
    public static void WriteCredit(IBufferWriter<byte> output, long id, long bytes)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write("{\"jsonrpc\":\"2.0\",\"method\":\"$/blob/credit\",\"params\":{\"blob\":"u8);
        JsonText.WriteInteger(output, id);
        output.Write(",\"bytes\":"u8);
        JsonText.WriteInteger(output, bytes);
        output.Write("}}"u8);
    }

    /// <summary>Writes the notification <c>$/blob/cancel</c>: this end wants no more of it.</summary>
    public static void WriteCancel(IBufferWriter<byte> output, long id)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write("{\"jsonrpc\":\"2.0\",\"method\":\"$/blob/cancel\",\"params\":{\"blob\":"u8);
        JsonText.WriteInteger(output, id);
        output.Write("}}"u8);
    }

    /// <summary>Writes the notification <c>$/blob/end</c>: it ends half-way.</summary>
    public static void WriteEnd(IBufferWriter<byte> output, long id, int code, string message)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write("{\"jsonrpc\":\"2.0\",\"method\":\"$/blob/end\",\"params\":{\"blob\":"u8);
        JsonText.WriteInteger(output, id);
        output.Write(",\"error\":{\"code\":"u8);
        JsonText.WriteInteger(output, code);
        output.Write(",\"message\":"u8);
        JsonText.WriteString(output, message);
        output.Write("}}}"u8);
    }

    /// <summary>Reads what stands for a blob. False for any other value; a value that is no JSON must not be given.</summary>
    public static bool TryReadReference(ReadOnlySpan<byte> value, out JsonRpcBlobReference reference)
    {
        reference = default;
        if (value.Length > LongestReference || value is not [(byte)'{', ..] || value.IndexOf("\"$blob\""u8) < 0)
        {
            return false;
        }

        var (id, length, inParts) = (0L, -1L, false);
        var reader = StartObject(value);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.ShortText(reader, LongestName);
            reader.Read();
            if (name.SequenceEqual("$blob"u8))
            {
                id = ReadInteger(reader);
            }
            else if (name.SequenceEqual("length"u8))
            {
                length = ReadInteger(reader);
            }
            else if (name.SequenceEqual("parts"u8))
            {
                inParts = reader.TokenType == JsonTokenType.True;
            }

            reader.Skip();
        }

        reference = new(id, length < 0 ? null : length, inParts);
        return id is >= 1 and <= MaxId && (inParts || length >= 0);
    }

    /// <summary>Reads the parameters of <c>$/blob/credit</c>, <c>{"blob":3,"bytes":65536}</c>, and of the others, which have no <c>bytes</c>.</summary>
    /// <param name="parameters">The <c>params</c> of a message that <see cref="JsonRpcReader"/> has read; may be empty.</param>
    /// <param name="id">The blob.</param>
    /// <param name="bytes">How many octets are granted; 0 where that is not said.</param>
    /// <param name="error">The error that the blob ends with, without which it does not end so.</param>
    /// <returns>False when no blob is named; such a message is ignored.</returns>
    public static bool TryReadParameters(ReadOnlySpan<byte> parameters, out long id, out long bytes, out (int Code, string Message)? error)
    {
        (id, bytes, error) = (0, 0, null);
        if (parameters is not [(byte)'{', ..])
        {
            return false;
        }

        var reader = StartObject(parameters);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.ShortText(reader, LongestName);
            reader.Read();
            if (name.SequenceEqual("blob"u8))
            {
                id = ReadInteger(reader);
            }
            else if (name.SequenceEqual("bytes"u8))
            {
                bytes = Math.Max(0, ReadInteger(reader));
            }
            else if (name.SequenceEqual("error"u8))
            {
                var members = JsonRpcErrorMembers.Read(ref reader);
                error = members.Problem is null ? (members.Code, members.Message.IsEmpty ? "" : JsonText.Unescape(members.Message.Of(parameters)[1..^1])) : null;
                continue;
            }

            reader.Skip();
        }

        return id is >= 1 and <= MaxId;
    }

    private static long ReadInteger(Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var integer) ? integer : -1;

    // The depth was judged when the message was read.
    private static Utf8JsonReader StartObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        return reader;
    }
}
