using System.Buffers;
using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>What stands for an object that stays where it is: <c>{"__jsonrpc_marshaled":1,"handle":7}</c>, as StreamJsonRpc has it.</summary>
/// <param name="Handle">Names the object, at the end whose it is.</param>
/// <param name="IsReceivers">Whether it is the receiver's own, which comes home (0), or the sender's (1).</param>
/// <param name="EndsWithCall">Whether it may be called no longer than the call lasts that brings it.</param>
public readonly record struct JsonRpcMarshaledObject(long Handle, bool IsReceivers, bool EndsWithCall)
{
    /// <summary>What the method names of calls to objects begin with; then come the handle, a slash and the method.</summary>
    public const string InvokeProxy = "$/invokeProxy/";

    /// <summary>The notification that lets an object go.</summary>
    public const string Release = "$/releaseMarshaledObject";

    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    public void WriteTo(IBufferWriter<byte> output)
    {
        output.Write(IsReceivers ? "{\"__jsonrpc_marshaled\":0,\"handle\":"u8 : "{\"__jsonrpc_marshaled\":1,\"handle\":"u8);
        JsonText.WriteInteger(output, Handle);
        output.Write(EndsWithCall ? ",\"lifetime\":\"call\"}"u8 : "}"u8);
    }

    /// <summary>Reads it. Members that are not known are passed over.</summary>
    /// <param name="json">A value of a message that <see cref="JsonRpcReader"/> has read.</param>
    /// <param name="reference">What it says.</param>
    /// <returns>False when it is something else.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, out JsonRpcMarshaledObject reference)
    {
        reference = default;
        if (json is not [(byte)'{', ..])
        {
            return false;
        }

        var (marker, handle, endsWithCall) = (-1L, default(long?), false);

        // The depth was judged when the message was read.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isMarker, isHandle, isLifetime) = (reader.ValueTextEquals("__jsonrpc_marshaled"u8), reader.ValueTextEquals("handle"u8), reader.ValueTextEquals("lifetime"u8));
            reader.Read();
            if (isMarker)
            {
                marker = IntegerOf(reader) ?? -1;
            }
            else if (isHandle)
            {
                handle = IntegerOf(reader);
            }
            else if (isLifetime)
            {
                endsWithCall = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("call"u8);
            }

            reader.Skip();
        }

        if (marker is not (0 or 1) || handle is not { } known)
        {
            return false;
        }

        reference = new(known, IsReceivers: marker == 0, endsWithCall);
        return true;
    }

    /// <summary>Writes the parameters of a <see cref="Release"/> by the end that held the object.</summary>
    /// <param name="handle">The object.</param>
    public static byte[] WriteRelease(long handle)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write("{\"handle\":"u8);
        JsonText.WriteInteger(output, handle);
        output.Write(",\"ownedBySender\":false}"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads the parameters of a <see cref="Release"/>, by name or by position.</summary>
    /// <param name="parameters">The <c>params</c> of a message that <see cref="JsonRpcReader"/> has read; may be empty.</param>
    /// <param name="handle">The object.</param>
    /// <param name="ownedBySender">Whether it is the sender's.</param>
    /// <returns>False when there is no handle in it.</returns>
    public static bool TryReadRelease(ReadOnlySpan<byte> parameters, out long handle, out bool ownedBySender)
    {
        (handle, ownedBySender) = (0, false);
        if (parameters.IsEmpty)
        {
            return false;
        }

        var found = false;
        var position = 0;
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            var which = position++;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                which = reader.ValueTextEquals("handle"u8) ? 0 : reader.ValueTextEquals("ownedBySender"u8) ? 1 : 2;
                reader.Read();
            }

            if (which == 0 && IntegerOf(reader) is { } integer)
            {
                (found, handle) = (true, integer);
            }
            else if (which == 1)
            {
                ownedBySender = reader.TokenType == JsonTokenType.True;
            }

            reader.Skip();
        }

        return found;
    }

    private static long? IntegerOf(in Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var integer) ? integer : null;
}
