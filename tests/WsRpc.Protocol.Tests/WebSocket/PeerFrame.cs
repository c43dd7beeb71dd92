using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>A frame as a peer would send it, legal or not: the first octet as it stands, then length, mask and payload.</summary>
internal sealed record PeerFrame(byte First, byte[] Payload)
{
    private static readonly byte[] Key = [0x37, 0xFA, 0x21, 0x3D]; // the key of the examples in RFC 6455 §5.7

    public static PeerFrame Of(byte first, params byte[] payload) => new(first, payload);

    public static PeerFrame Hex(byte first, string payload) => new(first, Convert.FromHexString(payload));

    public static PeerFrame Text(string text) => new(0x81, Encoding.UTF8.GetBytes(text));

    public static PeerFrame Ping(string data) => new(0x89, Encoding.UTF8.GetBytes(data));

    public static PeerFrame Close(int code, string reason = "") =>
        new(0x88, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <summary>The octets on the wire to a receiver of the given role: a server gets its frames masked.</summary>
    public byte[] Encode(WebSocketRole receiver)
    {
        var mask = receiver == WebSocketRole.Server;
        var lengthOctet = (byte)(mask ? 0x80 : 0);
        var length = Payload.Length;
        byte[] header = length switch
        {
            < 126 => [First, (byte)(lengthOctet | length)],
            < 65536 => [First, (byte)(lengthOctet | 126), (byte)(length >> 8), (byte)length],
            _ => [First, (byte)(lengthOctet | 127), 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length],
        };

        return mask ? [.. header, .. Key, .. Payload.Select((octet, i) => (byte)(octet ^ Key[i % 4]))] : [.. header, .. Payload];
    }
}
