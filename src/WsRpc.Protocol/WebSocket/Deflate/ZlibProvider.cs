using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// Compresses and decompresses with the zlib that comes with the .NET runtime, without a stream in between, and with any window.
/// </summary>
/// <remarks>Its entry points are not documented, so <see cref="IsSupported"/> tries them before they are used.</remarks>
public sealed class ZlibProvider : IDeflateProvider
{
    private ZlibProvider()
    {
    }

    /// <summary>The one instance.</summary>
    public static ZlibProvider Instance { get; } = new();

    /// <summary>Whether this runtime's zlib is found and does what is expected of it; found out once, when it is first asked.</summary>
    public static bool IsSupported { get; } = Try();

    /// <inheritdoc/>
    public bool HonoursWindowBits => true;

    /// <inheritdoc/>
    /// <exception cref="InsufficientMemoryException">There is no memory.</exception>
    public IDeflater CreateDeflater(int windowBits, int level) => new ZlibDeflater(windowBits, level);

    /// <inheritdoc/>
    /// <exception cref="InsufficientMemoryException">There is no memory.</exception>
    public IInflater CreateInflater(int windowBits) => new ZlibInflater(windowBits);

    private static bool Try()
    {
        try
        {
            return CompressesAsExpected() && KnowsWhereAMessageMayEnd();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool CompressesAsExpected()
    {
        using var deflater = new ZlibDeflater(windowBits: 9, level: 2);
        Span<byte> output = stackalloc byte[64];
        var payload = "Hello"u8;
        return !deflater.Deflate(ref payload, output, forget: true, out var written)
            && output[..written].SequenceEqual((ReadOnlySpan<byte>)[0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, .. DeflateTail.Octets]); // RFC 7692 §7.2.3.1
    }

    private static bool KnowsWhereAMessageMayEnd()
    {
        using var inflater = new ZlibInflater(windowBits: 9);
        return Ends([0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]) // RFC 7692 §7.2.3.1
            && Ends([0xF2, 0x00, 0x11, 0x00, 0x00]) // §7.2.3.2: refers to the one before
            && Ends([0x00]) // §7.2.3.6
            && !Ends([0xF2, 0x48, 0xCD]);

        bool Ends(ReadOnlySpan<byte> data)
        {
            Span<byte> output = stackalloc byte[64];
            return inflater.Inflate(ref data, output, out _) == OperationStatus.Done && inflater.TryEndMessage();
        }
    }
}
