using System.Buffers;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>Writes the messages about streams with credit (docs/protocol.md, "Streams with credit").</summary>
public static class JsonRpcStreamWriter
{
    /// <summary>Writes the reference that stands for a stream.</summary>
    public static void WriteReference(IBufferWriter<byte> output, long stream)
    {
        output.Write("{\"$stream\":"u8);
        JsonText.WriteInteger(output, stream);
        output.Write("}"u8);
    }

    /// <summary>Writes a message with items.</summary>
    /// <param name="output">Where the octets go.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="items">JSON values, with commas between them.</param>
    public static void WriteItems(IBufferWriter<byte> output, long stream, ReadOnlySpan<byte> items)
    {
        WriteStart(output, "items"u8, stream);
        output.Write(",\"items\":["u8);
        output.Write(items);
        output.Write("]}}"u8);
    }

    /// <summary>Writes a grant of credit.</summary>
    public static void WriteCredit(IBufferWriter<byte> output, long stream, int items)
    {
        WriteStart(output, "credit"u8, stream);
        output.Write(",\"items\":"u8);
        JsonText.WriteInteger(output, items);
        output.Write("}}"u8);
    }

    /// <summary>Writes the consumer's wish to stop.</summary>
    public static void WriteCancel(IBufferWriter<byte> output, long stream)
    {
        WriteStart(output, "cancel"u8, stream);
        output.Write("}}"u8);
    }

    /// <summary>Writes the end of a stream that has no more items.</summary>
    public static void WriteEnd(IBufferWriter<byte> output, long stream)
    {
        WriteStart(output, "end"u8, stream);
        output.Write("}}"u8);
    }

    /// <summary>Writes the end of a stream that has failed.</summary>
    public static void WriteEnd(IBufferWriter<byte> output, long stream, int code, ReadOnlySpan<char> message, ReadOnlySpan<byte> dataJson)
    {
        WriteStart(output, "end"u8, stream);
        output.Write(",\"error\":"u8);
        JsonRpcWriter.WriteErrorObject(output, code, message, dataJson);
        output.Write("}}"u8);
    }

    private static void WriteStart(IBufferWriter<byte> output, ReadOnlySpan<byte> name, long stream)
    {
        output.Write("{\"jsonrpc\":\"2.0\",\"method\":\"$/stream/"u8);
        output.Write(name);
        output.Write("\",\"params\":{\"stream\":"u8);
        JsonText.WriteInteger(output, stream);
    }
}
