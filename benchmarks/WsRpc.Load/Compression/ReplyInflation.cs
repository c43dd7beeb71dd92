using System.IO.Compression;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Load;

/// <summary>Decompresses what one server sends on one connection (RFC 7692 §7.2.2), by the platform's stream.</summary>
/// <param name="takesOver">Whether a message may refer to earlier ones. If not, one that does is found out.</param>
internal sealed class ReplyInflation(bool takesOver) : IDisposable
{
    private readonly MemoryStream _compressed = new();
    private DeflateStream? _stream;

    /// <summary>Takes a part of a message.</summary>
    public void Add(ReadOnlySpan<byte> part) => _compressed.Write(part);

    /// <summary>Ends a message without looking at it. Where messages may refer to earlier ones, nothing comes after it.</summary>
    public void Drop() => _compressed.SetLength(0);

    /// <summary>Ends a message.</summary>
    /// <exception cref="InvalidDataException">It is not what was to come.</exception>
    public void EndAs(ReadOnlySpan<byte> payload)
    {
        _compressed.Write(DeflateTail.Octets);
        _compressed.Position = 0;
        _stream ??= new DeflateStream(_compressed, CompressionMode.Decompress, leaveOpen: true);

        // Room for one more than there should be.
        var inflated = new byte[payload.Length + 1];
        var count = _stream.ReadAtLeast(inflated, inflated.Length, throwOnEndOfStream: false);
        if (!inflated.AsSpan(0, count).SequenceEqual(payload))
        {
            throw new InvalidDataException("The reply, decompressed, differs from what was sent.");
        }

        Drop();
        if (!takesOver)
        {
            Forget();
        }
    }

    public void Dispose()
    {
        Forget();
        _compressed.Dispose();
    }

    private void Forget()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
