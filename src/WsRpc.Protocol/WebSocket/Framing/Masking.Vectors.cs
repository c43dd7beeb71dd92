using System.Runtime.Intrinsics;

namespace WsRpc.Protocol.WebSocket;

// The same loop for each width of vector, since there is no vector type that stands for all of them.
//
// The last vector of a payload overlaps the one before, which spares a tail of single octets. It is loaded before the loop
// has changed what lies under it, and stored after the loop.
public static partial class Masking
{
    internal static bool ApplyVector512(ref byte start, nuint length, uint key)
    {
        var width = (nuint)Vector512<byte>.Count;
        var last = length - width;
        var end = Vector512.LoadUnsafe(ref start, last) ^ Vector512.Create(InMemoryOrder(KeyAt(key, last))).AsByte();
        var keys = Vector512.Create(InMemoryOrder(key)).AsByte();
        var seen = end;
        nuint at = 0;
        for (; at + 4 * width <= last; at += 4 * width)
        {
            var a = Vector512.LoadUnsafe(ref start, at) ^ keys;
            var b = Vector512.LoadUnsafe(ref start, at + width) ^ keys;
            var c = Vector512.LoadUnsafe(ref start, at + 2 * width) ^ keys;
            var d = Vector512.LoadUnsafe(ref start, at + 3 * width) ^ keys;
            a.StoreUnsafe(ref start, at);
            b.StoreUnsafe(ref start, at + width);
            c.StoreUnsafe(ref start, at + 2 * width);
            d.StoreUnsafe(ref start, at + 3 * width);
            seen |= a | b | (c | d);
        }

        for (; at < last; at += width)
        {
            var a = Vector512.LoadUnsafe(ref start, at) ^ keys;
            a.StoreUnsafe(ref start, at);
            seen |= a;
        }

        end.StoreUnsafe(ref start, last);
        return seen.ExtractMostSignificantBits() == 0;
    }

    internal static bool ApplyVector256(ref byte start, nuint length, uint key)
    {
        var width = (nuint)Vector256<byte>.Count;
        var last = length - width;
        var end = Vector256.LoadUnsafe(ref start, last) ^ Vector256.Create(InMemoryOrder(KeyAt(key, last))).AsByte();
        var keys = Vector256.Create(InMemoryOrder(key)).AsByte();
        var seen = end;
        nuint at = 0;
        for (; at + 4 * width <= last; at += 4 * width)
        {
            var a = Vector256.LoadUnsafe(ref start, at) ^ keys;
            var b = Vector256.LoadUnsafe(ref start, at + width) ^ keys;
            var c = Vector256.LoadUnsafe(ref start, at + 2 * width) ^ keys;
            var d = Vector256.LoadUnsafe(ref start, at + 3 * width) ^ keys;
            a.StoreUnsafe(ref start, at);
            b.StoreUnsafe(ref start, at + width);
            c.StoreUnsafe(ref start, at + 2 * width);
            d.StoreUnsafe(ref start, at + 3 * width);
            seen |= a | b | (c | d);
        }

        for (; at < last; at += width)
        {
            var a = Vector256.LoadUnsafe(ref start, at) ^ keys;
            a.StoreUnsafe(ref start, at);
            seen |= a;
        }

        end.StoreUnsafe(ref start, last);
        return seen.ExtractMostSignificantBits() == 0;
    }

    internal static bool ApplyVector128(ref byte start, nuint length, uint key)
    {
        var width = (nuint)Vector128<byte>.Count;
        var last = length - width;
        var end = Vector128.LoadUnsafe(ref start, last) ^ Vector128.Create(InMemoryOrder(KeyAt(key, last))).AsByte();
        var keys = Vector128.Create(InMemoryOrder(key)).AsByte();
        var seen = end;
        nuint at = 0;
        for (; at + 4 * width <= last; at += 4 * width)
        {
            var a = Vector128.LoadUnsafe(ref start, at) ^ keys;
            var b = Vector128.LoadUnsafe(ref start, at + width) ^ keys;
            var c = Vector128.LoadUnsafe(ref start, at + 2 * width) ^ keys;
            var d = Vector128.LoadUnsafe(ref start, at + 3 * width) ^ keys;
            a.StoreUnsafe(ref start, at);
            b.StoreUnsafe(ref start, at + width);
            c.StoreUnsafe(ref start, at + 2 * width);
            d.StoreUnsafe(ref start, at + 3 * width);
            seen |= a | b | (c | d);
        }

        for (; at < last; at += width)
        {
            var a = Vector128.LoadUnsafe(ref start, at) ^ keys;
            a.StoreUnsafe(ref start, at);
            seen |= a;
        }

        end.StoreUnsafe(ref start, last);
        return seen.ExtractMostSignificantBits() == 0;
    }
}
