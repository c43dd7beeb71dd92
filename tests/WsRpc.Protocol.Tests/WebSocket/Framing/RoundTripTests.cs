using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>What one half sends the other receives, however the octets are cut on the way.</summary>
public sealed class RoundTripTests
{
    private const string Alphabet = "a b\0ä€😀\u07FF\uFFFF";

    [Theory]
    [InlineData(WebSocketRole.Client)]
    [InlineData(WebSocketRole.Server)]
    public void Random_traffic_arrives_as_it_was_sent(WebSocketRole from) => AssertArrives(from, deflate: null);

    [Theory]
    [InlineData(WebSocketRole.Client, true, 15, 2)]
    [InlineData(WebSocketRole.Client, false, 15, 6)]
    [InlineData(WebSocketRole.Server, true, 9, 9)]
    [InlineData(WebSocketRole.Server, false, 12, 1)]
    public void Random_traffic_partly_compressed_arrives_as_it_was_sent(WebSocketRole from, bool takeover, int windowBits, int level)
    {
        var options = new PerMessageDeflateOptions
        {
            ServerContextTakeover = takeover,
            ClientContextTakeover = takeover,
            ServerMaxWindowBits = windowBits,
            ClientMaxWindowBits = windowBits,
            Level = level,
            MinMessageBytes = 50,
        };
        AssertArrives(from, new PerMessageDeflate(options, ZlibProvider.Instance));
    }

    private static void AssertArrives(WebSocketRole from, PerMessageDeflate? deflate)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            using var sender = new WebSocketSender(from, new KeySequence(), deflate);
            var expected = new List<Received>();
            for (var i = 0; i < 10; i++)
            {
                Send(sender, random, expected);
            }

            sender.WriteClose(3000 + seed, "done");
            expected.Add(Received.Close(3000 + seed, "done"));

            using var sent = sender.TakePending();
            Assert.Equal(expected, Receive(1 - from, deflate, sent.Memory.ToArray(), random, inParts: false));
            Assert.Equal(expected, Received.Join(Receive(1 - from, deflate, sent.Memory.ToArray(), random, inParts: true)));
        }
    }

    private static void Send(WebSocketSender sender, Random random, List<Received> expected)
    {
        var type = random.Next(2) == 0 ? WebSocketOpcode.Text : WebSocketOpcode.Binary;
        var payload = Payload(type, random);
        var fragments = random.Next(4);
        sender.BeginMessage(type, compress: random.Next(5) > 0);
        var rest = payload.AsSpan();
        for (; fragments > 0; fragments--)
        {
            var length = random.Next(rest.Length + 1);
            sender.Write(rest[..length]);
            sender.EndFragment();
            rest = rest[length..];
            if (random.Next(2) == 0)
            {
                var data = new byte[random.Next(126)];
                random.NextBytes(data);
                sender.WritePing(data);
                expected.Add(Received.Ping(data));
            }
        }

        sender.Write(rest);
        sender.EndMessage();
        expected.Add(Received.Message(type, payload));
    }

    private static byte[] Payload(WebSocketOpcode type, Random random)
    {
        var length = random.Next(4) switch
        {
            0 => random.Next(10),
            1 => random.Next(120, 132),
            2 => random.Next(5000),
            _ => random.Next(60_000, 70_000),
        };
        if (type == WebSocketOpcode.Text)
        {
            var runes = Alphabet.EnumerateRunes().ToArray();
            return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, length / 2).Select(_ => runes[random.Next(runes.Length)])));
        }

        var payload = new byte[length];
        random.NextBytes(payload);
        return payload;
    }

    private static List<Received> Receive(WebSocketRole role, PerMessageDeflate? deflate, byte[] octets, Random random, bool inParts)
    {
        var events = new List<Received>();
        using var receiver = new WebSocketReceiver(role, WebSocketLimits.Default, deflate);
        int start = 0, arrived = 0;
        while (arrived < octets.Length)
        {
            arrived = Math.Min(arrived + 1 + random.Next(random.Next(2) == 0 ? 20 : 20_000), octets.Length);
            int consumed;
            while (TryReceive(octets.AsMemory(start, arrived - start), out consumed, out var received))
            {
                events.Add(Received.Copy(received));
                start += consumed;
            }

            start += consumed;
        }

        return events;

        bool TryReceive(Memory<byte> input, out int consumed, out WebSocketEvent received) => inParts
            ? receiver.TryReceivePart(input, out consumed, out received)
            : receiver.TryReceive(input, out consumed, out received);
    }
}
