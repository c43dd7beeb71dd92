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
        if (TryReadFirst(json, out value, out var length))
        {
            return length == json.Length;
        }

        if (typeof(T) != typeof(string) || json is not [(byte)'"', ..])
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        Unsafe.As<T, string>(ref value) = reader.GetString()!;
        return true;
    }

    /// <summary>Reads the JSON value that stands first, as <see cref="TryRead{T}(ReadOnlySpan{byte}, out T)"/> does, but no string with escapes.</summary>
    /// <param name="json">Octets that were checked: a value, and whatever JSON allows to follow it.</param>
    /// <param name="value">The value.</param>
    /// <param name="length">How many octets it takes.</param>
    public static bool TryReadFirst<T>(ReadOnlySpan<byte> json, out T value, out int length)
    {
        Unsafe.SkipInit(out value);
        if (typeof(T) == typeof(string))
        {
            return TryReadPlainString(json, out Unsafe.As<T, string>(ref value), out length);
        }

        if (typeof(T) == typeof(bool))
        {
            return Utf8Parser.TryParse(json, out Unsafe.As<T, bool>(ref value), out length, 'l');
        }

        return TryReadInteger(json, out value, out length) && !GoesOn(json[length..]);
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

    private static bool TryReadPlainString(ReadOnlySpan<byte> json, out string value, out int length)
    {
        value = "";
        length = 0;
        if (json is not [(byte)'"', .. var text])
        {
            return false;
        }

        var end = text.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0 || text[end] != (byte)'"')
        {
            return false;
        }

        value = Encoding.UTF8.GetString(text[..end]);
        length = end + 2;
        return true;
    }

    // What was read may be but the integral part.
    private static bool GoesOn(ReadOnlySpan<byte> behindDigits) => behindDigits is [(byte)'.' or (byte)'e' or (byte)'E', ..];
}
