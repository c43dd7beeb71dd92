using System.Net.Sockets;

namespace WsRpc.Tests.Sockets;

/// <summary>Octets that differ from place to place, so that a piece lost, doubled or out of place is found.</summary>
internal static class Octets
{
    private const string NotTheSame = "These are not the octets that were sent.";

    public static byte[] Make(int length, int seed)
    {
        var octets = new byte[length];
        new Random(seed).NextBytes(octets);
        return octets;
    }

    /// <summary>Reads as many as are expected, by the bare socket, and compares.</summary>
    public static async Task Receives(this Socket socket, byte[] expected)
    {
        var octets = new byte[expected.Length];
        for (var room = octets.AsMemory(); !room.IsEmpty;)
        {
            var count = await socket.ReceiveAsync(room).ConfigureAwait(false);
            Assert.True(count > 0, "The peer has ended its way.");
            room = room[count..];
        }

        Assert.True(octets.AsSpan().SequenceEqual(expected), NotTheSame);
    }

    /// <summary>Reads as many as are expected and compares.</summary>
    public static async Task Reads(this Stream stream, byte[] expected)
    {
        var octets = new byte[expected.Length];
        await stream.ReadExactlyAsync(octets).ConfigureAwait(false);
        Assert.True(octets.AsSpan().SequenceEqual(expected), NotTheSame);
    }
}
