namespace WsRpc.Tests.Sockets;

/// <summary>Which sockets are used where nobody chooses.</summary>
public sealed class DefaultSocketsTests
{
    [Fact]
    public void Switch_chooses_the_portable_ones_and_epoll_is_the_default_where_it_works() =>
        Assert.Same(PortableSocketsSwitch.IsAskedFor ? SocketIo.Portable : EpollIo.Shared ?? SocketIo.Portable, SocketIo.Default);
}
