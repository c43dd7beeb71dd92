using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WsRpc.Tests.Sockets;

/// <summary>A socket in a loop, which does at its first event what a test says, and then leaves the loop.</summary>
internal sealed class FakeTarget : IEpollTarget
{
    private readonly EpollLoop _loop;
    private readonly Action _onReady;

    public FakeTarget(Socket socket, EpollLoop loop, Action onReady)
    {
        Handle = socket.SafeHandle;
        Descriptor = (int)Handle.DangerousGetHandle();
        _loop = loop;
        _onReady = onReady;
        loop.Change(this, EpollInterest.None, EpollInterest.In);
    }

    public SafeHandle Handle { get; }

    public int Descriptor { get; }

    public void OnReady(EpollInterest ready)
    {
        _loop.Change(this, EpollInterest.In, EpollInterest.None);
        _loop.Remove(this);
        _onReady();
    }
}
