using System.IO.Compression;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>Compresses by <see cref="DeflateStream"/>: a whole payload at once, handed out as there is room for it.</summary>
internal sealed class StreamDeflater : IDeflater
{
    private readonly MemoryStream _compressed = new();
    private readonly ZLibCompressionOptions _options;
    private DeflateStream _stream;
    private int _handedOut;

    public StreamDeflater(int level)
    {
        _options = new ZLibCompressionOptions { CompressionLevel = level };
        _stream = Begin();
    }

    public bool Deflate(ref ReadOnlySpan<byte> payload, scoped Span<byte> output, bool forget, out int written)
    {
        if (!payload.IsEmpty)
        {
            _stream.Write(payload);
            _stream.Flush();
            payload = default;
        }

        var rest = _compressed.GetBuffer().AsSpan(_handedOut, (int)_compressed.Length - _handedOut);
        written = Math.Min(rest.Length, output.Length);
        rest[..written].CopyTo(output);
        _handedOut += written;
        if (written < rest.Length)
        {
            return true;
        }

        if (forget)
        {
            _stream.Dispose();
            _stream = Begin();
        }

        // With what the disposed stream has added to its end.
        _compressed.SetLength(0);
        _handedOut = 0;
        return false;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _compressed.Dispose();
    }

    private DeflateStream Begin() => new(_compressed, _options, leaveOpen: true);
}
