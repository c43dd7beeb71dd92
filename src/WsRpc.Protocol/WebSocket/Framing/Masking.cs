using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WsRpc.Protocol.WebSocket;

/// <summary>Masks and unmasks payloads, which is the same operation (RFC 6455 §5.3).</summary>
public static class Masking
{
    /// <summary>Masks or unmasks <paramref name="payload"/> in place.</summary>
    /// <param name="payload">The payload of a frame, or a part of it.</param>
    /// <param name="key">The four octets of the key on the wire, read as a little-endian integer.</param>
    /// <param name="offset">How many octets of the frame's payload lie before this part; not negative.</param>
    public static void Apply(Span<byte> payload, uint key, int offset)
    {
        // From here on the key starts at the octet that meets payload[0]. Every step below handles a multiple of
        // four octets, so it stays there.
        key = BitOperations.RotateRight(key, 8 * (offset & 3));

        ref var start = ref MemoryMarshal.GetReference(payload);
        var length = (nuint)payload.Length;
        nuint done = 0;
        if (length >= (nuint)Vector128<byte>.Count)
        {
            done = Vector512.IsHardwareAccelerated ? ApplyVector512(ref start, length, key)
                : Vector256.IsHardwareAccelerated ? ApplyVector256(ref start, length, key)
                : 0;
            done = ApplyVector128(ref start, done, length, key);
        }

        ApplyTail(payload[(int)done..], key);
    }

    private static nuint ApplyVector512(ref byte start, nuint length, uint key)
    {
        var width = (nuint)Vector512<byte>.Count;
        var keys = Vector512.Create(InMemoryOrder(key)).AsByte();
        nuint at = 0;
        for (; at + 4 * width <= length; at += 4 * width)
        {
            var a = Vector512.LoadUnsafe(ref start, at) ^ keys;
            var b = Vector512.LoadUnsafe(ref start, at + width) ^ keys;
            var c = Vector512.LoadUnsafe(ref start, at + 2 * width) ^ keys;
            var d = Vector512.LoadUnsafe(ref start, at + 3 * width) ^ keys;
            a.StoreUnsafe(ref start, at);
            b.StoreUnsafe(ref start, at + width);
            c.StoreUnsafe(ref start, at + 2 * width);
            d.StoreUnsafe(ref start, at + 3 * width);
        }

        for (; at + width <= length; at += width)
        {
            (Vector512.LoadUnsafe(ref start, at) ^ keys).StoreUnsafe(ref start, at);
        }

        return at;
    }

    private static nuint ApplyVector256(ref byte start, nuint length, uint key)
    {
        var width = (nuint)Vector256<byte>.Count;
        var keys = Vector256.Create(InMemoryOrder(key)).AsByte();
        nuint at = 0;
        for (; at + 4 * width <= length; at += 4 * width)
        {
            var a = Vector256.LoadUnsafe(ref start, at) ^ keys;
            var b = Vector256.LoadUnsafe(ref start, at + width) ^ keys;
            var c = Vector256.LoadUnsafe(ref start, at + 2 * width) ^ keys;
            var d = Vector256.LoadUnsafe(ref start, at + 3 * width) ^ keys;
            a.StoreUnsafe(ref start, at);
            b.StoreUnsafe(ref start, at + width);
            c.StoreUnsafe(ref start, at + 2 * width);
            d.StoreUnsafe(ref start, at + 3 * width);
        }

        for (; at + width <= length; at += width)
        {
            (Vector256.LoadUnsafe(ref start, at) ^ keys).StoreUnsafe(ref start, at);
        }

        return at;
    }

    private static nuint ApplyVector128(ref byte start, nuint at, nuint length, uint key)
    {
        var width = (nuint)Vector128<byte>.Count;
        var keys = Vector128.Create(InMemoryOrder(key)).AsByte();
        for (; at + width <= length; at += width)
        {
            (Vector128.LoadUnsafe(ref start, at) ^ keys).StoreUnsafe(ref start, at);
        }

        return at;
    }

    /// <summary>Fewer than sixteen octets.</summary>
    private static void ApplyTail(Span<byte> tail, uint key)
    {
        for (; tail.Length >= sizeof(uint); tail = tail[sizeof(uint)..])
        {
            BinaryPrimitives.WriteUInt32LittleEndian(tail, BinaryPrimitives.ReadUInt32LittleEndian(tail) ^ key);
        }

        foreach (ref var octet in tail)
        {
            octet ^= (byte)key;
            key >>= 8;
        }
    }

    private static uint InMemoryOrder(uint key) => BitConverter.IsLittleEndian ? key : BinaryPrimitives.ReverseEndianness(key);
}
