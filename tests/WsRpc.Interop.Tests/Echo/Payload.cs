using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

internal static class Payload
{
    private const string Sample = "aé漢😀, and so on. ";

    /// <summary>Exactly so many octets of UTF-8, of all lengths of characters, never cut within one.</summary>
    public static byte[] Text(int length)
    {
        var sample = Encoding.UTF8.GetBytes(Sample);
        var octets = new byte[length];
        var whole = length / sample.Length * sample.Length;
        for (var i = 0; i < whole; i++)
        {
            octets[i] = sample[i % sample.Length];
        }

        octets.AsSpan(whole).Fill((byte)'x');
        return octets;
    }

    public static byte[] Binary(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];

    /// <summary>Octets that no compression makes fewer, the same each time.</summary>
    public static byte[] Random(int length)
    {
        var octets = new byte[length];
        new Random(7).NextBytes(octets);
        return octets;
    }

    public static async Task ReceivesAsync(this WebSocketConnection connection, WebSocketOpcode type, byte[] payload)
    {
        var message = await connection.ReceiveAsync().Within();
        Assert.True(!message.IsClose, $"The connection ended: {connection.Closed}.");
        Assert.Equal((type, payload.Length), (message.Type, message.Payload.Length));
        Assert.True(message.Payload.Span.SequenceEqual(payload), "The octets differ.");
    }
}
