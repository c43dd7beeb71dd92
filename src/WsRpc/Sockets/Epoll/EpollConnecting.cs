using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WsRpc;

/// <summary>A socket on its way to be connected. The platform would register it for good with its own loop, and be woken by all that it receives.</summary>
internal sealed class EpollConnecting : IEpollTarget
{
    private readonly SafeSocketHandle _handle;
    private readonly EpollLoop _loop;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EpollConnecting(SafeSocketHandle handle, EpollLoop loop)
    {
        _handle = handle;
        _loop = loop;
        Descriptor = (int)handle.DangerousGetHandle();
    }

    public SafeHandle Handle => _handle;

    public int Descriptor { get; }

    /// <summary>Connects to an address.</summary>
    /// <exception cref="IOException">It cannot be reached.</exception>
    /// <exception cref="SocketException">It does not answer, or refuses.</exception>
    public static async Task<EpollStream> ConnectAsync(IPEndPoint address, EpollLoop loop, CancellationToken cancellationToken)
    {
        var handle = Open(address.AddressFamily);
        try
        {
            if (!IsConnectedAtOnce(handle, address.Serialize()))
            {
                await new EpollConnecting(handle, loop).WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            var socket = new Socket(handle);
            if (!socket.Connected)
            {
                throw new SocketException((int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!);
            }

            return new EpollStream(socket.Configured(), loop);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public void OnReady(EpollInterest ready) => _ready.TrySetResult();

    private static SafeSocketHandle Open(AddressFamily family)
    {
        var domain = family == AddressFamily.InterNetworkV6 ? Libc.AF_INET6 : Libc.AF_INET;
        var descriptor = Libc.socket(domain, Libc.SOCK_STREAM | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC, 0);
        return descriptor >= 0 ? new SafeSocketHandle(descriptor, ownsHandle: true) : throw SocketErrors.Last();
    }

    private static unsafe bool IsConnectedAtOnce(SafeSocketHandle handle, SocketAddress address)
    {
        fixed (byte* octets = address.Buffer.Span)
        {
            if (Libc.connect(handle, octets, address.Size) == 0)
            {
                return true;
            }
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Libc.EINPROGRESS ? false : throw SocketErrors.Of(error);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        _loop.Change(this, EpollInterest.None, EpollInterest.Out);
        try
        {
            await _ready.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            _loop.Change(this, EpollInterest.Out, EpollInterest.None);
        }
        finally
        {
            _loop.Remove(this);
        }
    }
}
