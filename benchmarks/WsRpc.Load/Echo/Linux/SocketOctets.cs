using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WsRpc.Load;

/// <summary>Octets into and out of a socket without waiting, and without the layers of <see cref="Socket"/>.</summary>
internal readonly struct SocketOctets(Socket socket)
{
    private const int DoNotWait = 0x40; // MSG_DONTWAIT: the socket itself may stay a blocking one
    private const int NoSignal = 0x4000; // MSG_NOSIGNAL
    private const int TryAgain = 11; // EAGAIN

    private readonly int _descriptor = (int)socket.Handle;

    /// <returns>How many octets came, 0 at their end, or -1 when there are none yet.</returns>
    public int Receive(Span<byte> room)
    {
        var count = LinuxCalls.Receive(_descriptor, ref MemoryMarshal.GetReference(room), room.Length, DoNotWait);
        return count >= 0 || Marshal.GetLastPInvokeError() == TryAgain ? (int)count : throw LinuxCalls.LastError("recv");
    }

    /// <returns>How many octets the socket took.</returns>
    public int Send(ReadOnlySpan<byte> octets)
    {
        var count = LinuxCalls.Send(_descriptor, in MemoryMarshal.GetReference(octets), octets.Length, DoNotWait | NoSignal);
        return count >= 0 ? (int)count : Marshal.GetLastPInvokeError() == TryAgain ? 0 : throw LinuxCalls.LastError("send");
    }
}
