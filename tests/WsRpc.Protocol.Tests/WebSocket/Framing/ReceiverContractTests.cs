using System.Runtime.InteropServices;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>What <see cref="WebSocketReceiver.TryReceive"/> promises its caller.</summary>
public sealed class ReceiverContractTests
{
    private static readonly byte[] MaskedHello = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58];

    [Fact]
    public void Unfragmented_message_is_a_slice_of_the_input()
    {
        using var receiver = Receiver(WebSocketRole.Server);
        var input = MaskedHello.ToArray();

        Assert.True(receiver.TryReceive(input, out var consumed, out var received));

        Assert.Equal(11, consumed);
        Assert.True(MemoryMarshal.TryGetArray(received.Payload, out var segment));
        Assert.Same(input, segment.Array);
        Assert.Equal(6, segment.Offset);
    }

    [Fact]
    public void Payload_of_an_incomplete_message_stays_with_the_caller_and_is_handed_out_whole()
    {
        using var receiver = Receiver(WebSocketRole.Server);
        var input = MaskedHello.ToArray();

        Assert.False(receiver.TryReceive(input.AsMemory(0, 8), out var consumed, out _));
        Assert.Equal(6, consumed);
        Assert.True(receiver.TryReceive(input.AsMemory(6), out consumed, out var received));
        Assert.Equal(5, consumed);
        Assert.Equal("Hello"u8.ToArray(), received.Payload.ToArray());
    }

    [Fact]
    public void Octets_of_a_fragment_are_consumed_as_they_come()
    {
        using var receiver = Receiver(WebSocketRole.Client);

        Assert.False(receiver.TryReceive(new byte[] { 0x02, 5, 1, 2 }, out var consumed, out _));
        Assert.Equal(4, consumed);
        Assert.False(receiver.TryReceive(new byte[] { 3, 4 }, out consumed, out _));
        Assert.Equal(2, consumed);
        Assert.True(receiver.TryReceive(new byte[] { 5, 0x80, 0, 0x89 }, out consumed, out var received));
        Assert.Equal(3, consumed);
        Assert.Equal([1, 2, 3, 4, 5], received.Payload.ToArray());
    }

    [Theory]
    [InlineData(WebSocketRole.Client, "", 2)]
    [InlineData(WebSocketRole.Client, "82", 1)]
    [InlineData(WebSocketRole.Client, "82 7e", 2)]
    [InlineData(WebSocketRole.Client, "82 7f 00 00", 6)]
    [InlineData(WebSocketRole.Client, "82 05", 5)]
    [InlineData(WebSocketRole.Client, "82 05 01 02", 3)]
    [InlineData(WebSocketRole.Client, "02 05 01 02", 3)]
    [InlineData(WebSocketRole.Client, "82 7f 00 00 00 00 00 01 00 00 01", 65_535)]
    [InlineData(WebSocketRole.Client, "02 01 01 89", 1)]
    [InlineData(WebSocketRole.Server, "", 6)]
    [InlineData(WebSocketRole.Server, "82", 5)]
    [InlineData(WebSocketRole.Server, "82 80 01", 3)]
    [InlineData(WebSocketRole.Server, "82 fe 01", 5)]
    [InlineData(WebSocketRole.Server, "82 83 01 02 03 04 ff", 2)]
    public void Bytes_wanted_is_what_the_frame_still_lacks(WebSocketRole role, string octets, int expected)
    {
        using var receiver = Receiver(role);
        Assert.False(receiver.TryReceive(Convert.FromHexString(octets.Replace(" ", "")), out _, out _));
        Assert.Equal(expected, receiver.BytesWanted);
    }

    [Fact]
    public void Nothing_is_wanted_after_an_event()
    {
        using var receiver = Receiver(WebSocketRole.Client);
        receiver.TryReceive(new byte[] { 0x82 }, out _, out _);
        Assert.True(receiver.TryReceive(new byte[] { 0x82, 0 }, out _, out _));
        Assert.Equal(0, receiver.BytesWanted);
    }

    [Fact]
    public void Close_ends_the_receiver_behind_its_frame_and_the_rest_is_dropped()
    {
        using var receiver = Receiver(WebSocketRole.Client);
        Assert.True(receiver.TryReceive(new byte[] { 0x88, 0, 0x81, 0 }, out var consumed, out _));
        Assert.Equal(2, consumed);
        AssertDropsEverything(receiver);
    }

    [Fact]
    public void Violation_ends_the_receiver_and_drops_the_rest()
    {
        using var receiver = Receiver(WebSocketRole.Client);
        Assert.True(receiver.TryReceive(new byte[] { 0x83, 0, 0x81, 0 }, out var consumed, out _));
        Assert.Equal(4, consumed);
        AssertDropsEverything(receiver);
    }

    [Fact]
    public void Disposed_receiver_drops_everything()
    {
        var receiver = Receiver(WebSocketRole.Client);
        receiver.TryReceive(new byte[] { 0x02, 5, 1, 2 }, out _, out _);
        receiver.Dispose();
        receiver.Dispose();
        AssertDropsEverything(receiver);
    }

    [Fact]
    public void Message_leaves_the_receiver_open()
    {
        using var receiver = Receiver(WebSocketRole.Client);
        Assert.True(receiver.TryReceive(new byte[] { 0x81, 0 }, out _, out _));
        Assert.False(receiver.IsClosed);
    }

    private static void AssertDropsEverything(WebSocketReceiver receiver)
    {
        Assert.True(receiver.IsClosed);
        Assert.False(receiver.TryReceive(new byte[] { 0x81, 0, 0x83 }, out var consumed, out _));
        Assert.Equal(3, consumed);
        Assert.Equal(0, receiver.BytesWanted);
    }

    private static WebSocketReceiver Receiver(WebSocketRole role) => new(role, WebSocketLimits.Default);
}
