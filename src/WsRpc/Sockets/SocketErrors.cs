using System.Runtime.InteropServices;

namespace WsRpc;

/// <summary>Errors of the C library as exceptions of the platform.</summary>
internal static class SocketErrors
{
    /// <summary>What the last call on this thread failed with.</summary>
    public static IOException Last() => Of(Marshal.GetLastPInvokeError());

    public static IOException Of(int error) => new($"{Marshal.GetPInvokeErrorMessage(error)}.") { HResult = error };
}
