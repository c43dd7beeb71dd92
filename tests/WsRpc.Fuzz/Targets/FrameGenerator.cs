using System.Buffers.Binary;
using System.Text;
using WsRpc.Fuzz.Engine;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>Sequences of frames whose lengths and masks are right, and of which most follow upon one another as they may.</summary>
internal sealed class FrameGenerator(Prng random, WebSocketRole role)
{
    private static readonly string[] Words = ["", "a", "hello", "ä", "€", "😀", "\0", "κόσμε", "\u07FF\u0800\uFFFF\U00010000\U0010FFFF"];
    private static readonly int[] Lengths = [0, 1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 124, 125, 126, 127, 130, 131, 300, 1000];
    private static readonly int[] CloseCodes = [0, 999, 1000, 1001, 1004, 1005, 1006, 1007, 1014, 1015, 2999, 3000, 4999, 5000, 65535];
    private static readonly byte[][] NotUtf8 = [[0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88], [0xE2, 0x82], [0xFF]];

    private readonly List<byte> _octets = [];

    public byte[] Frames()
    {
        for (var count = random.Between(1, 6); count > 0; count--)
        {
            if (random.OneIn(4))
            {
                Control();
            }
            else
            {
                Message();
            }
        }

        return [.. _octets];
    }

    private void Message()
    {
        var isText = random.OneIn(2);
        var payload = isText ? Text() : random.Octets(random.Pick(Lengths));
        var opcode = (byte)(isText ? 1 : 2);
        for (var fragments = random.OneIn(2) ? 0 : random.Between(1, 5); fragments > 0; fragments--)
        {
            var length = random.Below(payload.Length + 1); // anywhere, so within code points too
            Frame(opcode, payload[..length]);
            payload = payload[length..];
            opcode = 0;
            if (random.OneIn(4))
            {
                Control();
            }
        }

        Frame((byte)(0x80 | opcode), payload);
    }

    private void Control()
    {
        if (random.OneIn(6))
        {
            byte[] code = new byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(code, (ushort)random.Pick(CloseCodes));
            byte[] body = [.. code, .. Encoding.UTF8.GetBytes(random.Pick(Words)), .. random.OneIn(6) ? random.Pick(NotUtf8) : []];
            Frame(0x88, body[..random.Pick([0, 1, 2, body.Length, body.Length])]);
            return;
        }

        Frame((byte)(random.OneIn(2) ? 0x89 : 0x8A), random.Octets(random.Pick([0, 1, 5, 125, 126])));
    }

    private byte[] Text()
    {
        var text = new List<byte>();
        for (var words = random.Below(12); words > 0; words--)
        {
            text.AddRange(Encoding.UTF8.GetBytes(random.Pick(Words)));
        }

        for (var length = random.OneIn(3) ? random.Pick(Lengths) : 0; text.Count < length;)
        {
            text.Add((byte)'x');
        }

        if (random.OneIn(8))
        {
            text.InsertRange(random.Below(text.Count + 1), random.Pick(NotUtf8));
        }

        return [.. text];
    }

    private void Frame(byte first, byte[] payload)
    {
        first = random.OneIn(40) ? (byte)(first ^ (1 << random.Below(8))) : first;
        var isMasked = (role == WebSocketRole.Server) != random.OneIn(60);
        _octets.Add(first);
        Length(payload.Length, isMasked ? 0x80 : 0);
        if (isMasked)
        {
            var key = random.Octets(4);
            _octets.AddRange(key);
            payload = [.. payload.Select((octet, i) => (byte)(octet ^ key[i % 4]))];
        }

        _octets.AddRange(payload);
    }

    private void Length(int length, int mask)
    {
        Span<byte> octets = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(octets, length);
        if (length > ushort.MaxValue || random.OneIn(60))
        {
            _octets.Add((byte)(mask | 127));
            _octets.AddRange(octets);
        }
        else if (length > 125 || random.OneIn(60))
        {
            _octets.Add((byte)(mask | 126));
            _octets.AddRange(octets[6..]);
        }
        else
        {
            _octets.Add((byte)(mask | length));
        }
    }
}
