using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>
/// Compresses and decompresses by <see cref="System.IO.Compression.DeflateStream"/>, should a runtime come without the zlib that
/// <see cref="ZlibProvider"/> knows. Slower, and its window is always 32 KiB.
/// </summary>
internal sealed class DeflateStreamProvider : IDeflateProvider
{
    private DeflateStreamProvider()
    {
    }

    public static DeflateStreamProvider Instance { get; } = new();

    public bool HonoursWindowBits => false;

    public IDeflater CreateDeflater(int windowBits, int level) => new StreamDeflater(level);

    public IInflater CreateInflater(int windowBits) => new StreamInflater();
}
