using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The types that are octets: arrays and memory of them. They cross the wire as base64, or beside the JSON where the peer reads that.</summary>
internal static class OctetsForm
{
    // What is no longer costs less as text than as a message of its own.
    private const int LongestText = 256;

    /// <summary>Whether the type is one of them. Decided when the code is compiled where it is a value type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is<T>() => typeof(T) == typeof(byte[])
        || typeof(T) == typeof(ReadOnlyMemory<byte>) || typeof(T) == typeof(ReadOnlyMemory<byte>?)
        || typeof(T) == typeof(Memory<byte>) || typeof(T) == typeof(Memory<byte>?);

    /// <summary>Writes a value of one of these types.</summary>
    /// <param name="output">Where the JSON is written.</param>
    /// <param name="value">The value.</param>
    /// <param name="mayGoBeside">Whether the peer reads octets beside the JSON.</param>
    /// <param name="beside">What goes beside it; made by the first that does.</param>
    public static void Write<T>(JsonScratch output, T value, bool mayGoBeside, ref SentOctets? beside)
    {
        if (Of(value) is not { } octets)
        {
            output.Write("null"u8);
        }
        else if (mayGoBeside && octets.Length > LongestText)
        {
            (beside ??= new SentOctets()).Add(output, octets);
        }
        else
        {
            WriteBase64(output, octets.Span);
        }
    }

    /// <summary>Reads a value of one of these types in either form; null is read where the type has it.</summary>
    /// <param name="json">One JSON value, checked.</param>
    /// <param name="beside">What came beside the JSON.</param>
    /// <param name="value">The value; octets that came beside the JSON become its own.</param>
    /// <returns>Why it is none; null when it is.</returns>
    public static string? Read<T>(ReadOnlySpan<byte> json, ReceivedOctets? beside, out T? value)
    {
        value = default;
        if (json is [(byte)'n', ..] && default(T) is null)
        {
            return null;
        }

        byte[]? octets;
        if (JsonRpcBlob.TryReadReference(json, out var reference))
        {
            if (reference.InParts)
            {
                return "must come as a whole, and not as a stream";
            }

            octets = beside?.Take(reference.Id);
            if (octets?.Length != reference.Length)
            {
                return octets is null ? $"refers to octets that did not come before the message ({reference.Id})" : $"was announced with {reference.Length} octets and has {octets.Length}";
            }
        }
        else if (!TryReadBase64(json, out octets))
        {
            return "must be base64";
        }

        value = From<T>(octets!);
        return null;
    }

    /// <summary>Writes octets as the serializer does, as a string of base64.</summary>
    public static void WriteBase64(IBufferWriter<byte> output, ReadOnlySpan<byte> octets)
    {
        var length = checked((int)((((long)octets.Length + 2) / 3 * 4) + 2));
        var text = output.GetSpan(length);
        text[0] = (byte)'"';
        Base64.EncodeToUtf8(octets, text[1..], out _, out var written);
        text[written + 1] = (byte)'"';
        output.Advance(length);
    }

    /// <summary>All octets of a stream, read here and now.</summary>
    public static byte[] ReadToEnd(Stream stream)
    {
        var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static bool TryReadBase64(ReadOnlySpan<byte> json, out byte[]? octets)
    {
        octets = null;
        var reader = new Utf8JsonReader(json);
        return json is [(byte)'"', ..] && reader.Read() && reader.TryGetBytesFromBase64(out octets);
    }

    private static ReadOnlyMemory<byte>? Of<T>(T value) => value switch
    {
        null => (ReadOnlyMemory<byte>?)null, // without the type, null would be no octets, and not none
        byte[] array => array,
        ReadOnlyMemory<byte> memory => memory,
        Memory<byte> memory => memory,
        _ => throw new NotSupportedException($"{typeof(T)} holds no octets."),
    };

    private static T From<T>(byte[] octets) => (T)(
        typeof(T) == typeof(byte[]) ? octets
        : typeof(T) == typeof(Memory<byte>) || typeof(T) == typeof(Memory<byte>?) ? new Memory<byte>(octets)
        : (object)new ReadOnlyMemory<byte>(octets));
}
