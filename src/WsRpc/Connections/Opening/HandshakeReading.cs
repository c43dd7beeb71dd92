using System.Buffers;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>Reads an HTTP head from a stream, and keeps what came behind it: the first frames.</summary>
internal static class HandshakeReading
{
    private const int ReadSize = 4096;

    /// <summary>A reader of heads: given new octets, says how many it used.</summary>
    public delegate HeadStatus ReadHead(ReadOnlySpan<byte> octets, out int consumed);

    /// <returns>What the head reader said last (<see cref="HeadStatus.NeedMore"/> when the stream ended first), and the octets behind the head.</returns>
    public static async Task<(HeadStatus Status, byte[] Leftover)> ReadHeadAsync(this Stream stream, ReadHead read, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                var status = read(buffer.AsSpan(0, count), out var consumed);
                if (status != HeadStatus.NeedMore)
                {
                    return (status, buffer[consumed..count]);
                }
            }

            return (HeadStatus.NeedMore, []);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
