using System.IO.Compression;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Load;

/// <summary>Compresses a message so that it refers to none before it, and can be sent again and again (RFC 7692 §7.2.1).</summary>
internal static class MessageCompression
{
    /// <param name="payload">The message.</param>
    /// <param name="windowBits">The base-2 logarithm of how many octets back it may refer.</param>
    public static byte[] Compress(byte[] payload, int windowBits)
    {
        using var compressed = new MemoryStream();

        // The platform's stream always has the largest window, but refers no further back than to its own beginning.
        foreach (var part in payload.Chunk(1 << windowBits))
        {
            compressed.SetLength(AppendFlushed(compressed, part));
        }

        return compressed.ToArray()[..^DeflateTail.Octets.Length];
    }

    /// <returns>The length without what the end of the stream adds: a final block.</returns>
    private static long AppendFlushed(MemoryStream compressed, byte[] part)
    {
        using var stream = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true);
        stream.Write(part);
        stream.Flush();
        return compressed.Length;
    }
}
