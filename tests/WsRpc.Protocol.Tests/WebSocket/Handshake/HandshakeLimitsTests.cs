using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class HandshakeLimitsTests
{
    [Fact]
    public void The_defaults_are_those_documented()
    {
        Assert.Equal(16_384, HandshakeLimits.Default.MaxHeadBytes);
        Assert.Equal(100, HandshakeLimits.Default.MaxHeaders);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_is_positive(int limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HandshakeLimits { MaxHeadBytes = limit });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HandshakeLimits { MaxHeaders = limit });
    }
}
