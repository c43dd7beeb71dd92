using System.Buffers;
using System.Net.Sockets;

namespace WsRpc;

/// <summary>Ways to end a stream that let the peer read what was sent last.</summary>
internal static class StreamEndings
{
    /// <summary>
    /// Ends our way and reads the peer's to its end. A socket that is disposed while octets wait unread answers with a
    /// reset, which can overtake what was sent before it.
    /// </summary>
    public static async Task EndPolitelyAsync(this NetworkStream stream, CancellationToken cancellationToken)
    {
        stream.Socket.Shutdown(SocketShutdown.Send);
        await stream.DiscardToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    public static async Task DiscardToEndAsync(this Stream stream, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
