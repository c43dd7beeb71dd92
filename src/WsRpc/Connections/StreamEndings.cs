using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;

namespace WsRpc;

/// <summary>Ways to end a stream that let the peer read what was sent last.</summary>
internal static class StreamEndings
{
    /// <summary>
    /// Ends our way and reads the peer's to its end. A socket that is disposed while octets wait unread answers with a
    /// reset, which can overtake what was sent before it.
    /// </summary>
    public static async Task EndPolitelyAsync(this Stream stream, CancellationToken cancellationToken)
    {
        await stream.NotifyCloseAsync(cancellationToken).ConfigureAwait(false);
        if (stream.SocketBelow() is { } socket)
        {
            socket.Shutdown(SocketShutdown.Send);
            await stream.DiscardToEndAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Says under TLS that nothing more comes (close_notify, RFC 8446 §6.1); elsewhere the end of the stream says so.</summary>
    public static Task NotifyCloseAsync(this Stream stream, CancellationToken cancellationToken) =>
        stream is SslStream tls ? tls.ShutdownAsync().WaitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>The socket at the bottom; null where there is none, or none that is known.</summary>
    public static Socket? SocketBelow(this Stream stream) => stream switch
    {
        NetworkStream network => network.Socket,
        TlsStream tls => tls.Socket,
        _ => null,
    };

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
