using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WsRpc;

/// <summary>
/// One wait of a socket that is being connected. We connect ourselves, since the platform would register the socket with its
/// own loop for good, and be woken by all that it receives.
/// </summary>
internal sealed class EpollConnecting : IEpollTarget
{
    private readonly SafeSocketHandle _handle;
    private readonly EpollLoop _loop;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _registered;

    private EpollConnecting(SafeSocketHandle handle, EpollLoop loop)
    {
        _handle = handle;
        _loop = loop;
        Descriptor = (int)handle.DangerousGetHandle();
    }

    public SafeHandle Handle => _handle;

    public int Descriptor { get; }

    /// <summary>Connects to an address.</summary>
    /// <exception cref="IOException">It cannot be reached, does not answer, or refuses.</exception>
    public static async Task<EpollStream> ConnectAsync(IPEndPoint address, EpollLoop loop, CancellationToken cancellationToken)
    {
        var handle = Open(address.AddressFamily);
        try
        {
            // Asked again after each wait: an event may be about a socket that had the same number.
            while (!IsConnected(handle, address.Serialize()))
            {
                await new EpollConnecting(handle, loop).WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            return new EpollStream(new Socket(handle).Configured(), loop);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public void OnReady(EpollInterest ready)
    {
        Unregister();
        _ready.TrySetResult();
    }

    private static SafeSocketHandle Open(AddressFamily family)
    {
        var domain = family == AddressFamily.InterNetworkV6 ? Libc.AF_INET6 : Libc.AF_INET;
        var descriptor = Libc.socket(domain, Libc.SOCK_STREAM | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC, 0);
        return descriptor >= 0 ? new SafeSocketHandle(descriptor, ownsHandle: true) : throw SocketErrors.Last();
    }

    // The first call begins to connect; later ones tell how it went (connect(2)).
    private static unsafe bool IsConnected(SafeSocketHandle handle, SocketAddress address)
    {
        fixed (byte* octets = address.Buffer.Span)
        {
            if (Libc.connect(handle, octets, address.Size) == 0)
            {
                return true;
            }
        }

        return Marshal.GetLastPInvokeError() switch
        {
            Libc.EINPROGRESS or Libc.EALREADY => false,
            Libc.EISCONN => true,
            var error => throw SocketErrors.Of(error),
        };
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _loop.Change(this, EpollInterest.None, EpollInterest.Out);
            _registered = true;
        }

        try
        {
            await _ready.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Unregister();
        }
    }

    private void Unregister()
    {
        lock (_gate)
        {
            if (_registered)
            {
                _registered = false;
                _loop.Change(this, EpollInterest.Out, EpollInterest.None);
            }
        }
    }
}
