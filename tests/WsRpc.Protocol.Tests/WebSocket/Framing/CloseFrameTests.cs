namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 6455 §5.5.1 and §7.4.</summary>
public sealed class CloseFrameTests
{
    private const string BrokenText = "cebae1bdb9cf83cebcceb5eda080656469746564";

    [Fact]
    public void Empty_close_has_no_status() => Arrival.Of(PeerFrame.Of(0x88)).Yields(Received.Close(1005));

    [Theory]
    [InlineData(0x03)]
    [InlineData(0x00)]
    public void Close_of_one_octet_fails_1002(byte octet) => Arrival.Of(PeerFrame.Of(0x88, octet)).Fails(1002, "§5.5.1");

    [Theory]
    [InlineData("")]
    [InlineData("Hello World!")]
    [InlineData("κόσμε")]
    public void Close_carries_code_and_reason(string reason) =>
        Arrival.Of(PeerFrame.Close(1000, reason)).Yields(Received.Close(1000, reason));

    [Fact]
    public void Reason_of_123_octets_is_received() =>
        Arrival.Of(PeerFrame.Close(1000, new string('*', 123))).Yields(Received.Close(1000, new string('*', 123)));

    [Fact]
    public void Reason_of_124_octets_fails_1002() => Arrival.Of(PeerFrame.Close(1000, new string('*', 124))).Fails(1002, "§5.5");

    [Theory]
    [InlineData(BrokenText)]
    [InlineData("ce")]
    public void Reason_that_is_not_UTF8_fails_1007(string reason) => Arrival.Of(PeerFrame.Hex(0x88, "03e8" + reason)).Fails(1007, "§8.1");

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1002)]
    [InlineData(1003)]
    [InlineData(1007)]
    [InlineData(1008)]
    [InlineData(1009)]
    [InlineData(1010)]
    [InlineData(1011)]
    [InlineData(1012)]
    [InlineData(1013)]
    [InlineData(1014)]
    [InlineData(3000)]
    [InlineData(3999)]
    [InlineData(4000)]
    [InlineData(4999)]
    public void Allowed_code_is_received(int code) => Arrival.Of(PeerFrame.Close(code)).Yields(Received.Close(code));

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(1016)]
    [InlineData(1100)]
    [InlineData(2000)]
    [InlineData(2999)]
    [InlineData(5000)]
    [InlineData(65535)]
    public void Code_that_must_not_appear_fails_1002(int code) => Arrival.Of(PeerFrame.Close(code)).Fails(1002, "§7.4");

    [Fact]
    public void Everything_after_the_close_is_dropped()
    {
        Arrival.Of(PeerFrame.Close(1000), PeerFrame.Close(1001)).Yields(Received.Close(1000));
        Arrival.Of(PeerFrame.Close(1000), PeerFrame.Ping("ping")).Yields(Received.Close(1000));
        Arrival.Of(PeerFrame.Close(1000), PeerFrame.Text("text")).Yields(Received.Close(1000));
        Arrival.Of(PeerFrame.Close(1000), PeerFrame.Of(0xFF, 1, 2, 3)).Yields(Received.Close(1000));
    }

    [Fact]
    public void Messages_before_the_close_are_received() =>
        Arrival.Of(PeerFrame.Text("last words"), PeerFrame.Close(1001, "bye")).Yields(Received.Text("last words"), Received.Close(1001, "bye"));
}
