using System.Text.Json;

namespace WsRpc.Load;

/// <summary>A call as it arrives: <c>{"id":1,"method":"add","params":[2,3]}</c>. With a text it is an echo.</summary>
internal readonly record struct HandCall(int Id, int A, int B, string? Text)
{
    public static void Write<T>(Utf8JsonWriter json, int id, JsonEncodedText method, T arguments, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, id);
        json.WriteString("method"u8, method);
        json.WriteStartArray("params"u8);
        write(json, arguments);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>Reads the members in the order in which they are written.</summary>
    public static HandCall Read(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        Expect(ref reader, JsonTokenType.StartObject);
        Expect(ref reader, "id"u8, JsonTokenType.Number);
        var id = reader.GetInt32();
        Expect(ref reader, "method"u8, JsonTokenType.String);
        var isEcho = reader.ValueTextEquals("echo"u8);
        if (!isEcho && !reader.ValueTextEquals("add"u8))
        {
            throw new InvalidDataException($"There is no method {reader.GetString()}.");
        }

        Expect(ref reader, "params"u8, JsonTokenType.StartArray);
        return isEcho ? new(id, 0, 0, ReadText(ref reader)) : new(id, ReadNumber(ref reader), ReadNumber(ref reader), null);
    }

    private static int ReadNumber(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.Number);
        return reader.GetInt32();
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        return reader.GetString()!;
    }

    private static void Expect(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, JsonTokenType value)
    {
        Expect(ref reader, JsonTokenType.PropertyName);
        if (!reader.ValueTextEquals(name))
        {
            throw new InvalidDataException($"Unexpected member {reader.GetString()}.");
        }

        Expect(ref reader, value);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new InvalidDataException($"Expected {token}, found {reader.TokenType}.");
        }
    }
}
