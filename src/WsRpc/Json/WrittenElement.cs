using System.Buffers;
using System.Text.Json;

namespace WsRpc;

/// <summary>A <see cref="JsonElement"/> that is written here instead of read.</summary>
internal static class WrittenElement
{
    /// <summary>What <paramref name="write"/> writes.</summary>
    public static JsonElement Of<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var octets = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(octets))
        {
            write(writer, state);
        }

        var reader = new Utf8JsonReader(octets.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
