using System.Net;
using System.Net.Sockets;

namespace WsRpc.Tests.Sockets;

/// <summary>Connecting, by either kind of sockets.</summary>
public sealed class ConnectingTests
{
    [Theory, PortableSockets, EpollSockets]
    public async Task Connects_and_knows_its_peer(SocketKind kind)
    {
        using var listener = SocketPair.Listen();
        await using var stream = await Dialer(kind).ConnectAsync("127.0.0.1", PortOf(listener), default).Within();
        using var accepted = await listener.AcceptAsync().Within();
        var peer = Assert.IsType<IPEndPoint>(stream.Socket.RemoteEndPoint);
        Assert.Equal((IPAddress.Loopback, PortOf(listener)), (peer.Address.MapToIPv4(), peer.Port));
        Assert.True(stream.Socket.NoDelay);
        await accepted.SendAsync(new byte[] { 1, 2 }).Within();
        await stream.Reads([1, 2]).Within();
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Connects_by_name(SocketKind kind)
    {
        using var listener = SocketPair.Listen();
        await using var stream = await Dialer(kind).ConnectAsync("localhost", PortOf(listener), default).Within();
        Assert.True(stream.Socket.Connected);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Accepted_stream_knows_its_peer(SocketKind kind)
    {
        using var pair = await SocketPair.ConnectAsync(kind);
        Assert.Equal(pair.Peer.LocalEndPoint, pair.Stream.Socket.RemoteEndPoint);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Port_where_nobody_listens_refuses(SocketKind kind)
    {
        int port;
        using (var listener = SocketPair.Listen())
        {
            port = PortOf(listener);
        }

        var failure = await Fails(kind, "127.0.0.1", port);
        Assert.Contains("refused", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Host_that_does_not_exist_is_called_so(SocketKind kind)
    {
        var failure = Assert.IsAssignableFrom<SocketException>(await Fails(kind, "does-not-exist.invalid", 80));
        Assert.True(failure.SocketErrorCode is SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData, failure.SocketErrorCode.ToString());
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Cancelled_token_refuses_to_connect(SocketKind kind)
    {
        using var listener = SocketPair.Listen();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Dialer(kind).ConnectAsync("127.0.0.1", PortOf(listener), new(canceled: true)).Within());
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Cancellation_ends_a_connecting_that_hangs(SocketKind kind)
    {
        using var full = await FullListener.CreateAsync();
        using var cancellation = new CancellationTokenSource();
        var connecting = Dialer(kind).ConnectAsync("127.0.0.1", full.EndPoint.Port, cancellation.Token);
        Assert.False(connecting.IsCompleted);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Within());
    }

    [Ipv6Fact]
    public async Task Portable_sockets_connect_over_ipv6() => await ConnectsOverIpv6(SocketKind.Portable);

    [Ipv6Fact]
    public async Task Epoll_sockets_connect_over_ipv6()
    {
        if (EpollIo.Shared is not null)
        {
            await ConnectsOverIpv6(SocketKind.Epoll);
        }
    }

    private static async Task ConnectsOverIpv6(SocketKind kind)
    {
        using var listener = SocketPair.Listen(address: IPAddress.IPv6Loopback);
        await using var stream = await Dialer(kind).ConnectAsync("::1", PortOf(listener), default).Within();
        Assert.Equal(listener.LocalEndPoint, stream.Socket.RemoteEndPoint);
    }

    private static async Task<Exception> Fails(SocketKind kind, string host, int port)
    {
        var failure = await Record.ExceptionAsync(() => Dialer(kind).ConnectAsync(host, port, default).Within());
        Assert.True(failure is SocketException or IOException, $"{failure}");
        return failure;
    }

    private static Dialer Dialer(SocketKind kind) => new(kind.Io(), TimeProvider.System);

    private static int PortOf(Socket listener) => ((IPEndPoint)listener.LocalEndPoint!).Port;
}
