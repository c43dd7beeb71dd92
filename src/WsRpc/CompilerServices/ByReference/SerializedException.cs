using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.CompilerServices;

/// <summary>
/// The exception of an observer's sequence as StreamJsonRpc sends it: in the form of ISerializable, of which the name of its class and its message are read. Nothing is ever made of
/// the class.
/// </summary>
internal static class SerializedException
{
    // COR_E_EXCEPTION, as of any exception whose type says nothing more.
    private const int HResult = unchecked((int)0x80131500);

    /// <summary>Whoever reads it with Exception(SerializationInfo, StreamingContext) needs all of these members.</summary>
    public static JsonElement Write(string className, string message) => WrittenElement.Of((className, message), static (writer, exception) =>
    {
        writer.WriteStartObject();
        writer.WriteString("ClassName"u8, exception.className);
        writer.WriteString("Message"u8, exception.message);
        writer.WriteNull("Data"u8);
        writer.WriteNull("InnerException"u8);
        writer.WriteNull("HelpURL"u8);
        writer.WriteNull("StackTraceString"u8);
        writer.WriteNull("RemoteStackTraceString"u8);
        writer.WriteNumber("RemoteStackIndex"u8, 0);
        writer.WriteNull("ExceptionMethod"u8);
        writer.WriteNumber("HResult"u8, HResult);
        writer.WriteNull("Source"u8);
        writer.WriteEndObject();
    });

    /// <summary>An exception with that message; <see cref="RpcErrorException.RemoteError"/> tells the class.</summary>
    public static RpcErrorException Read(JsonElement serialized)
    {
        var told = (ClassName: Text(serialized, "ClassName"), Message: Text(serialized, "Message"));
        var data = WrittenElement.Of(told, static (writer, exception) =>
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, exception.ClassName);
            writer.WriteString("message"u8, exception.Message);
            writer.WriteEndObject();
        });
        return new RpcErrorException(JsonRpcErrorCode.InvocationFailed, told.Message ?? "The peer's sequence failed.", data) { Method = ObserverContract.OnError.Name };
    }

    private static string? Text(JsonElement serialized, string name)
    {
        try
        {
            return serialized.ValueKind == JsonValueKind.Object && serialized.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair, which is JSON and yet no text (RFC 8259 §8.2)
        }
    }
}
