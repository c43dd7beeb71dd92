using System.Buffers;
using System.Globalization;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// Writes single JSON values, octet for octet as <see cref="System.Text.Json.Utf8JsonWriter"/> does, without its state.
/// Everything is appended to the output; nothing throws on valid arguments, so an output under construction stays whole.
/// </summary>
public static partial class JsonText
{
    /// <summary>The most octets an integer takes.</summary>
    internal const int MaxIntegerLength = 20;

    /// <summary>Appends an integer.</summary>
    public static void WriteInteger(IBufferWriter<byte> output, long value)
    {
        ArgumentNullException.ThrowIfNull(output);
        value.TryFormat(output.GetSpan(MaxIntegerLength), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    /// <summary>Appends an integer.</summary>
    public static void WriteInteger(IBufferWriter<byte> output, ulong value)
    {
        ArgumentNullException.ThrowIfNull(output);
        value.TryFormat(output.GetSpan(MaxIntegerLength), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    /// <summary>Appends <c>true</c> or <c>false</c>.</summary>
    public static void WriteBoolean(IBufferWriter<byte> output, bool value) => output.Write(value ? "true"u8 : "false"u8);

    /// <summary>Appends <c>null</c>.</summary>
    public static void WriteNull(IBufferWriter<byte> output) => output.Write("null"u8);
}
