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

    public override async Task<NetworkStream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken) =>
        await EpollConnecting.ConnectAsync(address, NextLoop(), cancellationToken).ConfigureAwait(false);

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
