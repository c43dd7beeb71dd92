namespace WsRpc.Tests.Connections;

/// <summary>Memory is held for octets that are there, never for octets that were announced.</summary>
public sealed class ReceiveBufferTests
{
    [Fact]
    public void Nothing_is_held_before_the_first_and_after_the_last_octet()
    {
        var buffer = new ReceiveBuffer();
        Assert.True(buffer.Received.IsEmpty);
        buffer.PrepareRead(0).Span[0] = 7;
        buffer.Append(1);
        Assert.Equal([7], buffer.Received.ToArray());
        buffer.Consume(1);
        buffer.Release();
        Assert.True(buffer.IsEmpty);
        Assert.True(buffer.Received.IsEmpty);
    }

    [Fact]
    public void Announced_octets_take_no_room_until_the_buffer_is_full()
    {
        var buffer = new ReceiveBuffer();
        Assert.InRange(buffer.PrepareRead(int.MaxValue).Length, 1, 128 * 1024);
        buffer.Append(1);
        Assert.InRange(buffer.PrepareRead(int.MaxValue).Length, 1, 128 * 1024);
    }

    [Fact]
    public void Growing_at_most_doubles_and_keeps_what_is_there()
    {
        var buffer = new ReceiveBuffer();
        var room = buffer.PrepareRead(0);
        room.Span.Fill(0xAA);
        var length = room.Length;
        buffer.Append(length);
        room = buffer.PrepareRead(int.MaxValue);
        Assert.InRange(room.Length, 1, 3 * length);
        Assert.Equal(length, buffer.Received.Length);
        Assert.Equal(-1, buffer.Received.Span.IndexOfAnyExcept((byte)0xAA));
    }

    [Fact]
    public void What_is_left_moves_to_the_front()
    {
        var buffer = new ReceiveBuffer();
        "abcdef"u8.CopyTo(buffer.PrepareRead(0).Span);
        buffer.Append(6);
        buffer.Consume(4);
        buffer.PrepareRead(0);
        Assert.Equal("ef"u8.ToArray(), buffer.Received.ToArray());
    }
}
