using System.Text.Json;
using System.Text.Json.Serialization;

namespace WsRpc.Tests.Objects;

/// <summary>Does something while it is being written.</summary>
[JsonConverter(typeof(Writer))]
public sealed record Combination(Action Writing)
{
    public sealed class Writer : JsonConverter<Combination>
    {
        public override Combination Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Combination value, JsonSerializerOptions options)
        {
            value.Writing();
            writer.WriteNullValue();
        }
    }
}
