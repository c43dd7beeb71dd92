namespace WsRpc.Tests.Server;

public sealed class ConnectionTableTests
{
    [Fact]
    public void Whoever_found_no_seat_keeps_none_from_the_next()
    {
        var table = new ConnectionTable(capacity: 1, capacityPerAddress: 1, new ClientDirectory(maxGroupsPerConnection: 1));
        Assert.True(table.TryTakeSeat(null, out _));
        Assert.False(table.TryTakeSeat(null, out _));
        Assert.False(table.TryTakeSeat(null, out _));
        table.GiveSeatBack(null);
        Assert.True(table.TryTakeSeat(null, out _));
    }
}
