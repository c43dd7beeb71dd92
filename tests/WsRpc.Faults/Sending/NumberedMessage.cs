using System.Buffers.Binary;

namespace WsRpc.Faults.Sending;

/// <summary>A message that says whose it is and which, with octets that follow from that: torn or mixed ones are seen.</summary>
internal static class NumberedMessage
{
    private const int HeaderLength = 12;

    public static byte[] Make(int sender, int number, int length)
    {
        var octets = new byte[HeaderLength + length];
        BinaryPrimitives.WriteInt32BigEndian(octets, sender);
        BinaryPrimitives.WriteInt32BigEndian(octets.AsSpan(4), number);
        BinaryPrimitives.WriteInt32BigEndian(octets.AsSpan(8), length);
        Fill(octets.AsSpan(HeaderLength), sender, number);
        return octets;
    }

    public static (int Sender, int Number) Read(ReadOnlySpan<byte> octets)
    {
        var sender = BinaryPrimitives.ReadInt32BigEndian(octets);
        var number = BinaryPrimitives.ReadInt32BigEndian(octets[4..]);
        Assert.Equal(BinaryPrimitives.ReadInt32BigEndian(octets[8..]), octets.Length - HeaderLength);
        var expected = new byte[octets.Length - HeaderLength];
        Fill(expected, sender, number);
        Assert.True(octets[HeaderLength..].SequenceEqual(expected), $"Message {number} of sender {sender} is corrupt.");
        return (sender, number);
    }

    private static void Fill(Span<byte> octets, int sender, int number) => new Random((sender * 10_007) + number).NextBytes(octets);
}
