namespace WsRpc.Protocol.WebSocket;

/// <summary>Makes what compresses and what decompresses raw DEFLATE data (RFC 1951). May be used from any thread.</summary>
public interface IDeflateProvider
{
    /// <summary>Whether a deflater keeps to a window smaller than 32 KiB. Where it does not, such a window is never agreed to.</summary>
    bool HonoursWindowBits { get; }

    /// <summary>Makes a deflater. The caller disposes it.</summary>
    /// <param name="windowBits">The base-2 logarithm of how many octets back its output may refer, from 9 to 15.</param>
    /// <param name="level">From 1, the fastest, to 9, the smallest output.</param>
    IDeflater CreateDeflater(int windowBits, int level);

    /// <summary>Makes an inflater. The caller disposes it.</summary>
    /// <param name="windowBits">The base-2 logarithm of how many octets back its input may refer, from 8 to 15.</param>
    IInflater CreateInflater(int windowBits);
}
