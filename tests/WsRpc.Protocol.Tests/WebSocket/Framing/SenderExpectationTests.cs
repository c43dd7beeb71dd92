using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>The sender makes room for a header before it knows how long the message gets. Whatever it takes the length for, the frame is the same.</summary>
public sealed class SenderExpectationTests
{
    private static readonly int[] Lengths = [0, 1, 125, 126, 127, 5000, 65_535, 65_536, 65_537];

    [Theory]
    [InlineData(WebSocketRole.Client)]
    [InlineData(WebSocketRole.Server)]
    public void Frame_is_the_same_whatever_length_was_expected(WebSocketRole role)
    {
        foreach (var length in Lengths)
        {
            foreach (var expected in Lengths)
            {
                using var sender = new WebSocketSender(role, new KeySequence());
                sender.WritePing("before"u8);
                sender.BeginMessage(WebSocketOpcode.Binary, expected);
                Assert.Equal(0, sender.MessageLength);
                sender.Write(Payload(length));
                Assert.Equal(length, sender.MessageLength);
                sender.EndMessage();
                sender.WritePing("behind"u8);
                AssertSent(role, sender, Received.Ping([.. "before"u8]), Received.Message(WebSocketOpcode.Binary, Payload(length)), Received.Ping([.. "behind"u8]));
            }
        }
    }

    [Theory]
    [InlineData(WebSocketRole.Client)]
    [InlineData(WebSocketRole.Server)]
    public void Frame_is_the_same_whatever_length_the_one_before_had(WebSocketRole role)
    {
        using var sender = new WebSocketSender(role, new KeySequence());
        foreach (var length in Lengths)
        {
            foreach (var before in Lengths)
            {
                Send(sender, before);
                sender.BeginMessage(WebSocketOpcode.Binary);
                sender.AbandonMessage();
                Send(sender, length);
                AssertSent(
                    role,
                    sender,
                    Received.Message(WebSocketOpcode.Binary, Payload(before)),
                    Received.Message(WebSocketOpcode.Binary, Payload(length)));
            }
        }
    }

    [Fact]
    public void Fragments_of_any_length_follow_each_other()
    {
        using var sender = new WebSocketSender(WebSocketRole.Server, maskKeys: null);
        sender.BeginMessage(WebSocketOpcode.Binary, expectedLength: 70_000);
        sender.Write([1]);
        sender.EndFragment();
        Assert.Throws<InvalidOperationException>(() => sender.BeginMessage(WebSocketOpcode.Binary, expectedLength: 300));
        sender.Write([2]);
        sender.EndMessage();
        using var sent = sender.TakePending();
        Assert.Equal([0x02, 1, 1, 0x80, 1, 2], sent.Memory.ToArray());
    }

    [Fact]
    public void Expected_length_makes_room_at_once()
    {
        using var sender = new WebSocketSender(WebSocketRole.Server, maskKeys: null);
        sender.BeginMessage(WebSocketOpcode.Binary, expectedLength: 100_000);
        Assert.InRange(sender.GetMemory().Length, 100_000, int.MaxValue);
    }

    [Fact]
    public void Message_refused_leaves_the_one_at_hand_as_it_is()
    {
        using var sender = new WebSocketSender(WebSocketRole.Server, maskKeys: null);
        sender.BeginMessage(WebSocketOpcode.Binary);
        sender.Write([1]);
        Assert.Throws<InvalidOperationException>(() => sender.BeginMessage(WebSocketOpcode.Binary, expectedLength: 70_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => sender.BeginMessage(WebSocketOpcode.Binary, expectedLength: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sender.BeginMessage(WebSocketOpcode.Ping, expectedLength: 1));
        sender.EndMessage();
        using var sent = sender.TakePending();
        Assert.Equal([0x82, 1, 1], sent.Memory.ToArray());
    }

    private static byte[] Payload(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];

    private static void Send(WebSocketSender sender, int length)
    {
        sender.BeginMessage(WebSocketOpcode.Binary);
        sender.Write(Payload(length));
        sender.EndMessage();
    }

    private static void AssertSent(WebSocketRole sender, WebSocketSender output, params Received[] expected)
    {
        using var receiver = new WebSocketReceiver(sender == WebSocketRole.Client ? WebSocketRole.Server : WebSocketRole.Client, WebSocketLimits.Default);
        using var sent = output.TakePending();
        var input = sent.Memory.ToArray().AsMemory();
        foreach (var message in expected)
        {
            Assert.True(receiver.TryReceive(input, out var consumed, out var received));
            Assert.Equal(message, Received.Copy(received));
            input = input[consumed..];
        }

        Assert.True(input.IsEmpty);
    }
}
