using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WsRpc;

/// <summary>Errors of the C library as the exceptions that the platform's sockets throw.</summary>
internal static class SocketErrors
{
    /// <summary>What the last call on this thread failed with.</summary>
    public static IOException Last() => Of(Marshal.GetLastPInvokeError());

    public static IOException Of(int error) => new($"{Marshal.GetPInvokeErrorMessage(error)}.", new SocketException((int)CodeOf(error)));

    // The numbers of Linux on x64 and arm64 (errno(3)).
    private static SocketError CodeOf(int error) => error switch
    {
        24 => SocketError.TooManyOpenSockets,
        32 or 104 => SocketError.ConnectionReset,
        101 => SocketError.NetworkUnreachable,
        103 => SocketError.ConnectionAborted,
        105 => SocketError.NoBufferSpaceAvailable,
        110 => SocketError.TimedOut,
        111 => SocketError.ConnectionRefused,
        113 => SocketError.HostUnreachable,
        _ => SocketError.SocketError,
    };
}
