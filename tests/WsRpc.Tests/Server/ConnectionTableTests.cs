namespace WsRpc.Tests.Server;

public sealed class ConnectionTableTests
{
    [Fact]
    public void Whoever_found_no_seat_keeps_none_from_the_next()
    {
        var table = new ConnectionTable(capacity: 1);
        Assert.True(table.TryTakeSeat());
        Assert.False(table.TryTakeSeat());
        Assert.False(table.TryTakeSeat());
        table.GiveSeatBack();
        Assert.True(table.TryTakeSeat());
    }
}
