using System.Text.Json;
using System.Text.Json.Serialization;

namespace WsRpc.Tests.Batches;

/// <summary>What <c>get_data</c> gives: <c>["hello", 5]</c>.</summary>
[JsonConverter(typeof(Converter))]
public sealed record DataItem(object Value)
{
    internal sealed class Converter : JsonConverter<DataItem>
    {
        public override DataItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.TokenType == JsonTokenType.String ? reader.GetString()! : reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, DataItem value, JsonSerializerOptions options)
        {
            if (value.Value is int number)
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteStringValue((string)value.Value);
            }
        }
    }
}
