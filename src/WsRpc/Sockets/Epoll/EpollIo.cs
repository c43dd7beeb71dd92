using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WsRpc;

/// <summary>Sockets on epoll loops, as many as processors. Each loop is started when its first socket comes. Linux only.</summary>
internal sealed class EpollIo : SocketIo
{
    private readonly EpollLoop?[] _loops = new EpollLoop?[Environment.ProcessorCount];
    private readonly Lock _gate = new();
    private uint _next;

    private EpollIo()
    {
    }

    /// <summary>Null where it does not work.</summary>
    public static EpollIo? Shared { get; } = IsSupported ? new EpollIo() : null;

    // The numbers in Libc are those of these two architectures.
    private static bool IsSupported =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64 && EpollLoop.IsSupported;

    public override NetworkStream StreamOver(Socket socket) => new EpollStream(socket, NextLoop());

    public override async Task<NetworkStream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        return await ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Connects to the first address that answers.</summary>
    internal async Task<NetworkStream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        Exception failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            try
            {
                return await EpollConnecting.ConnectAsync(new IPEndPoint(address, port), NextLoop(), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                failure = exception;
            }
        }

        throw failure;
    }

    // Each in turn.
    private EpollLoop NextLoop()
    {
        lock (_gate)
        {
            ref var loop = ref _loops[_next++ % (uint)_loops.Length];
            if (loop is null)
            {
                var started = new EpollLoop();
                started.Start();
                loop = started;
            }

            return loop;
        }
    }
}
