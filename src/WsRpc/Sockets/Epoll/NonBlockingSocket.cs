using System.Runtime.InteropServices;

namespace WsRpc;

/// <summary>Receiving and sending without waiting, whatever the socket's own mode is.</summary>
internal static class NonBlockingSocket
{
    /// <summary>Receives what is there. False when nothing is; true with nothing at the end of the peer's way.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public static unsafe bool TryReceive(this SafeHandle socket, Span<byte> buffer, out int count)
    {
        while (true)
        {
            fixed (byte* start = buffer)
            {
                count = (int)Libc.recv(socket, start, buffer.Length, Libc.MSG_DONTWAIT);
            }

            if (count >= 0)
            {
                return true;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == Libc.EAGAIN)
            {
                return false;
            }

            if (error != Libc.EINTR)
            {
                throw SocketErrors.Of(error);
            }
        }
    }

    /// <summary>Sends as much as the socket takes at once.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public static unsafe int SendSome(this SafeHandle socket, ReadOnlySpan<byte> buffer, int flags = 0)
    {
        var sent = 0;
        fixed (byte* start = buffer)
        {
            while (sent < buffer.Length)
            {
                var count = (int)Libc.send(socket, start + sent, buffer.Length - sent, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL | flags);
                if (count >= 0)
                {
                    sent += count;
                    continue;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error == Libc.EAGAIN)
                {
                    break;
                }

                if (error != Libc.EINTR)
                {
                    throw SocketErrors.Of(error);
                }
            }
        }

        return sent;
    }
}
