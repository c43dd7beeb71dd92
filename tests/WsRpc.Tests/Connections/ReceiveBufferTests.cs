using System.Runtime.InteropServices;

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
    public void Little_that_waits_for_more_is_moved_into_little_room_and_back()
    {
        var buffer = new ReceiveBuffer();
        "abcdef"u8.CopyTo(buffer.PrepareRead(0).Span);
        buffer.Append(6);
        buffer.Consume(1);
        Assert.True(buffer.TryHoldLittle());
        Assert.True(MemoryMarshal.TryGetArray<byte>(buffer.Received, out var held));
        Assert.InRange(held.Array!.Length, 5, 4096);
        Assert.True(buffer.PrepareRead(0).Length > 60_000);
        Assert.Equal("bcdef"u8, buffer.Received.Span);
    }

    [Fact]
    public void Much_that_waits_for_more_stays_where_it_is()
    {
        var buffer = new ReceiveBuffer();
        buffer.PrepareRead(0);
        buffer.Append(5000);
        Assert.False(buffer.TryHoldLittle());
        Assert.Equal(5000, buffer.Received.Length);
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

    [Fact]
    public void No_read_is_made_into_crumbs_of_room()
    {
        var buffer = new ReceiveBuffer();
        buffer.Append(buffer.PrepareRead(1).Length);
        buffer.Consume(14); // the header of a large frame
        Assert.InRange(buffer.PrepareRead(1_000_000).Length, 32 * 1024, 256 * 1024);
    }

    [Fact]
    public void Next_large_message_gets_at_once_the_room_that_the_last_one_filled()
    {
        var buffer = new ReceiveBuffer();
        Assert.InRange(ArraysTaken(buffer, 1024 * 1024), 3, 6);
        Assert.Equal(2, ArraysTaken(buffer, 1024 * 1024)); // it is not known to be large before the first is full
        Assert.Equal(2, ArraysTaken(buffer, 1024 * 1024));
    }

    [Fact]
    public void What_a_message_has_filled_is_forgotten_when_messages_are_small_again()
    {
        var buffer = new ReceiveBuffer();
        ArraysTaken(buffer, 1024 * 1024);
        Assert.Equal(1, ArraysTaken(buffer, 100));
        Assert.InRange(ArraysTaken(buffer, 1024 * 1024), 3, 6);
    }

    [Fact]
    public void Large_message_announced_after_a_large_one_takes_no_room_until_the_buffer_is_full()
    {
        var buffer = new ReceiveBuffer();
        ArraysTaken(buffer, 1024 * 1024);
        buffer.Append(buffer.PrepareRead(6).Length / 2);
        Assert.InRange(buffer.PrepareRead(int.MaxValue).Length, 1, 64 * 1024);
    }

    /// <summary>Receives a message in one frame, gives the memory back, and counts the arrays it lay in.</summary>
    private static int ArraysTaken(ReceiveBuffer buffer, int length)
    {
        byte[]? array = null;
        var taken = 0;
        while (buffer.Received.Length < length)
        {
            var wanted = length - buffer.Received.Length;
            var room = buffer.PrepareRead(wanted);
            Assert.InRange(room.Length, 1, 256 * 1024);
            Assert.True(MemoryMarshal.TryGetArray<byte>(room, out var segment));
            taken += ReferenceEquals(array, segment.Array) ? 0 : 1;
            array = segment.Array;
            buffer.Append(Math.Min(room.Length, wanted));
        }

        buffer.Consume(length);
        Assert.True(buffer.IsEmpty);
        buffer.Release();
        return taken;
    }
}
