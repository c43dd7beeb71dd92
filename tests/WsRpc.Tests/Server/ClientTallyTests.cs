using System.Net;
using System.Net.Sockets;

namespace WsRpc.Tests.Server;

/// <summary>What counts as one client.</summary>
public sealed class ClientTallyTests
{
    private readonly ClientTally _tally = new(capacity: 1);

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff")]
    public void One_client_has_one_bound(string one, string other)
    {
        Assert.True(_tally.TryAdd(At(one)));
        Assert.False(_tally.TryAdd(At(other)));
        _tally.Remove(At(other));
        Assert.True(_tally.TryAdd(At(one)));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1")]
    [InlineData("0.0.0.1", "::1")]
    public void Two_clients_have_two(string one, string other)
    {
        Assert.True(_tally.TryAdd(At(one)));
        Assert.True(_tally.TryAdd(At(other)));
    }

    [Fact]
    public void Who_has_no_address_is_not_counted()
    {
        foreach (var peer in new EndPoint?[] { null, null, new UnixDomainSocketEndPoint("/a"), new UnixDomainSocketEndPoint("/a") })
        {
            Assert.True(_tally.TryAdd(peer));
        }

        _tally.Remove(null);
        Assert.Equal(0, _tally.Count);
    }

    [Fact]
    public void Who_has_gone_leaves_nothing_behind()
    {
        for (var i = 0; i < 1000; i++)
        {
            var peer = new IPEndPoint(new IPAddress(i), 1);
            Assert.True(_tally.TryAdd(peer));
            Assert.False(_tally.TryAdd(peer));
            _tally.Remove(peer);
        }

        Assert.Equal(0, _tally.Count);
    }

    private static IPEndPoint At(string address) => new(IPAddress.Parse(address), 1);
}
