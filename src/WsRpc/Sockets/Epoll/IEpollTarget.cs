using System.Runtime.InteropServices;

namespace WsRpc;

/// <summary>A socket that an <see cref="EpollLoop"/> waits for.</summary>
internal interface IEpollTarget
{
    SafeHandle Handle { get; }

    /// <summary>The handle's number; it stays when the handle is closed.</summary>
    int Descriptor { get; }

    /// <summary>Called on the loop. May be late, or about a socket that had the same number: whoever was waiting looks again.</summary>
    void OnReady(EpollInterest ready);
}
