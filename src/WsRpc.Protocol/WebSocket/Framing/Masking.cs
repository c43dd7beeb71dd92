using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WsRpc.Protocol.WebSocket;

/// <summary>Masks and unmasks payloads, which is the same operation (RFC 6455 §5.3).</summary>
public static partial class Masking
{
    /// <summary>Masks or unmasks <paramref name="payload"/> in place.</summary>
    /// <param name="payload">The payload of a frame, or a part of it.</param>
    /// <param name="key">The four octets of the key on the wire, read as a little-endian integer.</param>
    /// <param name="offset">How many octets of the frame's payload lie before this part; not negative.</param>
    public static void Apply(Span<byte> payload, uint key, int offset) => ApplyAndTestAscii(payload, key, offset);

    /// <summary>
    /// The same, and says whether the octets that come out are all ASCII: known at hardly a cost while they are in a register,
    /// it saves most texts a second pass over octets that were stored a moment ago.
    /// </summary>
    internal static bool ApplyAndTestAscii(Span<byte> payload, uint key, int offset)
    {
        // From here on the key starts at the octet that meets payload[0].
        key = BitOperations.RotateRight(key, 8 * (offset & 3));

        ref var start = ref MemoryMarshal.GetReference(payload);
        var length = (nuint)payload.Length;
        if (length >= (nuint)Vector512<byte>.Count && Vector512.IsHardwareAccelerated)
        {
            return ApplyVector512(ref start, length, key);
        }

        if (length >= (nuint)Vector256<byte>.Count && Vector256.IsHardwareAccelerated)
        {
            return ApplyVector256(ref start, length, key);
        }

        return length >= (nuint)Vector128<byte>.Count
            ? ApplyVector128(ref start, length, key)
            : ApplyShort(ref start, length, key);
    }

    /// <summary>Fewer octets than a vector has: two words that overlap, or a few single octets.</summary>
    private static bool ApplyShort(ref byte start, nuint length, uint key)
    {
        if (length >= sizeof(ulong))
        {
            var last = length - sizeof(ulong);
            var a = Read<ulong>(ref start, 0) ^ Twice(InMemoryOrder(key));
            var b = Read<ulong>(ref start, last) ^ Twice(InMemoryOrder(KeyAt(key, last)));
            Write(ref start, 0, a);
            Write(ref start, last, b);
            return ((a | b) & 0x8080_8080_8080_8080) == 0;
        }

        if (length >= sizeof(uint))
        {
            var last = length - sizeof(uint);
            var a = Read<uint>(ref start, 0) ^ InMemoryOrder(key);
            var b = Read<uint>(ref start, last) ^ InMemoryOrder(KeyAt(key, last));
            Write(ref start, 0, a);
            Write(ref start, last, b);
            return ((a | b) & 0x8080_8080) == 0;
        }

        var seen = 0;
        for (nuint at = 0; at < length; at++, key >>= 8)
        {
            seen |= Unsafe.Add(ref start, at) ^= (byte)key;
        }

        return seen < 0x80;
    }

    /// <summary>The key as it starts at that octet of the payload.</summary>
    private static uint KeyAt(uint key, nuint at) => BitOperations.RotateRight(key, 8 * (int)(at & 3));

    private static uint InMemoryOrder(uint key) => BitConverter.IsLittleEndian ? key : BinaryPrimitives.ReverseEndianness(key);

    private static ulong Twice(uint key) => (ulong)key << 32 | key;

    private static T Read<T>(ref byte start, nuint at) => Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref start, at));

    private static void Write<T>(ref byte start, nuint at, T value) => Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, at), value);
}
