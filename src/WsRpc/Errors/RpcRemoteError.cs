using System.Text.Json;

namespace WsRpc;

/// <summary>
/// What a peer tells of the exception behind an error, in the form that StreamJsonRpc calls CommonErrorData. The peer's word, for people and logs: nothing
/// of it is to be trusted, and programs go by the error's code.
/// </summary>
/// <param name="Type">The exception's type, for example <c>System.IO.FileNotFoundException</c>.</param>
/// <param name="Message">Its message.</param>
/// <param name="Stack">Its stack trace. This library never sends one.</param>
/// <param name="Code">Its HRESULT.</param>
/// <param name="Inner">What caused it; at most <see cref="MaxDepth"/> are read.</param>
public sealed record RpcRemoteError(string? Type, string? Message, string? Stack, int Code, RpcRemoteError? Inner)
{
    /// <summary>How many exceptions, each the cause of the one before, are read and written.</summary>
    public const int MaxDepth = 8;

    /// <summary>Reads the data of an error; null where it is something else.</summary>
    internal static RpcRemoteError? Read(JsonElement data)
    {
        try
        {
            return Read(data, depth: 1);
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair, which is JSON and yet no text (RFC 8259 §8.2)
        }
    }

    private static RpcRemoteError? Read(JsonElement data, int depth)
    {
        // All members may be missing, and some peers do leave some out. One that has neither of these is something else.
        if (depth > MaxDepth || data.ValueKind != JsonValueKind.Object || (!Has(data, "type") && !Has(data, "message")))
        {
            return null;
        }

        return new RpcRemoteError(
            Text(data, "type"),
            Text(data, "message"),
            Text(data, "stack"),
            data.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) ? number : 0,
            data.TryGetProperty("inner", out var inner) ? Read(inner, depth + 1) : null);
    }

    /// <summary>Writes an exception and its causes, without their stack traces. Runs foreign code.</summary>
    internal static void Write(Utf8JsonWriter writer, Exception exception, int depth = 1)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, exception.GetType().FullName);
        writer.WriteString("message"u8, exception.Message);
        writer.WriteNull("stack"u8);
        writer.WriteNumber("code"u8, exception.HResult);
        writer.WritePropertyName("inner"u8);
        if (exception.InnerException is { } inner && depth < MaxDepth)
        {
            Write(writer, inner, depth + 1);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    private static bool Has(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Null;

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
