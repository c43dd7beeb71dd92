using System.Net;
using System.Net.Sockets;

namespace WsRpc.Tests.Sockets;

/// <summary>A socket gets the number of one just closed: nothing of the old one may reach it.</summary>
public sealed class DescriptorReuseTests
{
    private const int ShortOnes = 500;
    private const int LongOnes = 8;

    [Theory, PortableSockets, EpollSockets]
    public async Task Short_connections_beside_long_ones_each_get_their_own_octets(SocketKind kind)
    {
        using var listener = SocketPair.Listen(backlog: 512);
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using var stopping = new CancellationTokenSource();
        var serving = ServeAll(kind.Io(), listener, stopping.Token);
        var shortOnes = Parallel.ForAsync(0, ShortOnes, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) => await Short(kind.Io(), port, number));
        var longOnes = Enumerable.Range(0, LongOnes).Select(number => Long(kind.Io(), port, number, shortOnes)).ToArray();
        await shortOnes.Within();
        await Task.WhenAll(longOnes).Within();
        stopping.Cancel();
        await serving.Within();
    }

    private static async Task Short(SocketIo io, int port, int number)
    {
        await using var stream = await io.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), default).Within();
        for (var round = 0; round < number % 3; round++)
        {
            await Exchange(stream, Octets.Make(1 + (number * 7), number + round)).Within();
        }

        if (number % 5 == 0)
        {
            // One whose answer is still on its way when it is closed.
            await stream.WriteAsync(Octets.Make(100, number)).Within();
        }
    }

    private static async Task Long(SocketIo io, int port, int number, Task until)
    {
        await using var stream = await io.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), default).Within();
        for (var round = 0; !until.IsCompleted; round++)
        {
            await Exchange(stream, Octets.Make(1 + (round % 4000), (number * 1000) + round)).Within();
        }
    }

    private static async Task Exchange(NetworkStream stream, byte[] octets)
    {
        await stream.WriteAsync(octets);
        Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty));
        await stream.Reads(octets);
    }

    private static async Task ServeAll(SocketIo io, Socket listener, CancellationToken stopping)
    {
        var echoes = new List<Task>();
        try
        {
            while (true)
            {
                echoes.Add(Echo(io.StreamOver((await listener.AcceptAsync(stopping)).Configured())));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(echoes);
        }
    }

    private static async Task Echo(NetworkStream stream)
    {
        await using var owned = stream;
        var buffer = new byte[4096];
        try
        {
            do
            {
                await stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
                var count = await stream.ReadAsync(buffer).ConfigureAwait(false);
                if (count == 0)
                {
                    return;
                }

                await stream.WriteAsync(buffer.AsMemory(0, count)).ConfigureAwait(false);
            }
            while (true);
        }
        catch (IOException)
        {
            // The client went away with the answer under way.
        }
    }
}
