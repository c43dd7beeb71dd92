using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>
/// The types that are written and read without a serializer, because their JSON is the same under all ordinary options:
/// bool, the integers, string. For value types the chains of <c>typeof</c> below are decided when the code is compiled.
/// </summary>
internal static class DirectJson
{
    public static readonly Type[] Types =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(string),
    ];

    public static void Write<T>(IBufferWriter<byte> output, T value, JavaScriptEncoder? encoder)
    {
        if (typeof(T) == typeof(int))
        {
            JsonText.WriteInteger(output, (int)(object)value!);
        }
        else if (typeof(T) == typeof(long))
        {
            JsonText.WriteInteger(output, (long)(object)value!);
        }
        else if (typeof(T) == typeof(bool))
        {
            JsonText.WriteBoolean(output, (bool)(object)value!);
        }
        else if (typeof(T) == typeof(uint))
        {
            JsonText.WriteInteger(output, (uint)(object)value!);
        }
        else if (typeof(T) == typeof(ulong))
        {
            JsonText.WriteInteger(output, (ulong)(object)value!);
        }
        else if (typeof(T) == typeof(byte))
        {
            JsonText.WriteInteger(output, (byte)(object)value!);
        }
        else if (typeof(T) == typeof(sbyte))
        {
            JsonText.WriteInteger(output, (sbyte)(object)value!);
        }
        else if (typeof(T) == typeof(short))
        {
            JsonText.WriteInteger(output, (short)(object)value!);
        }
        else if (typeof(T) == typeof(ushort))
        {
            JsonText.WriteInteger(output, (ushort)(object)value!);
        }
        else if (typeof(T) == typeof(string))
        {
            WriteString(output, (string?)(object?)value, encoder);
        }
        else
        {
            throw new NotSupportedException($"{typeof(T)} is written through its JsonTypeInfo.");
        }
    }

    /// <summary>Reads a whole JSON value in its usual form. False for null, a quoted number, 1e3 and whatever else the serializer should judge.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> json, out T value)
    {
        Unsafe.SkipInit(out value);
        if (typeof(T) == typeof(string))
        {
            return TryReadString(json, out Unsafe.As<T, string>(ref value));
        }

        if (typeof(T) == typeof(bool))
        {
            return Utf8Parser.TryParse(json, out Unsafe.As<T, bool>(ref value), out var length, 'l') && length == json.Length;
        }

        return TryReadInteger(json, out value, out var read) && read == json.Length;
    }

    private static bool TryReadInteger<T>(ReadOnlySpan<byte> json, out T value, out int length)
    {
        Unsafe.SkipInit(out value);
        if (typeof(T) == typeof(int))
        {
            return Utf8Parser.TryParse(json, out Unsafe.As<T, int>(ref value), out length);
        }

        if (typeof(T) == typeof(long))
        {
            return Utf8Parser.TryParse(json, out Unsafe.As<T, long>(ref value), out length);
        }

        if (typeof(T) == typeof(uint))
        {
            return Utf8Parser.TryParse(json, out Unsafe.As<T, uint>(ref value), out length);
        }

        if (typeof(T) == typeof(ulong))
        {
            return Utf8Parser.TryParse(json, out Unsafe.As<T, ulong>(ref value), out length);
        }

        if (typeof(T) == typeof(byte))
        {
            return Utf8Parser.TryParse(json, out Unsafe.As<T, byte>(ref value), out length);
        }

        if (typeof(T) == typeof(sbyte))
        {
            return Utf8Parser.TryParse(json, out Unsafe.As<T, sbyte>(ref value), out length);
        }

        if (typeof(T) == typeof(short))
        {
            return Utf8Parser.TryParse(json, out Unsafe.As<T, short>(ref value), out length);
        }

        if (typeof(T) == typeof(ushort))
        {
            return Utf8Parser.TryParse(json, out Unsafe.As<T, ushort>(ref value), out length);
        }

        throw new NotSupportedException($"{typeof(T)} is read through its JsonTypeInfo.");
    }

    private static void WriteString(IBufferWriter<byte> output, string? value, JavaScriptEncoder? encoder)
    {
        if (value is null)
        {
            JsonText.WriteNull(output);
        }
        else
        {
            JsonText.WriteString(output, value, encoder);
        }
    }

    private static bool TryReadString(ReadOnlySpan<byte> json, out string value)
    {
        value = "";
        if (json.Length < 2 || json[0] != (byte)'"')
        {
            return false;
        }

        if (!json.Contains((byte)'\\'))
        {
            value = Encoding.UTF8.GetString(json[1..^1]);
            return true;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        value = reader.GetString()!;
        return true;
    }
}
