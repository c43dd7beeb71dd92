using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class HostileInputTests
{
    /// <summary>Garbage never throws, never stalls, and means the same however it is cut. Headers are made likely to be legal.</summary>
    [Fact]
    public void Random_octets_end_in_the_same_events_whole_and_one_at_a_time()
    {
        byte[] likely = [0x01, 0x02, 0x00, 0x80, 0x81, 0x82, 0x88, 0x89, 0x8A];
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var octets = new byte[random.Next(1, 80)];
            random.NextBytes(octets);
            for (var at = 0; at + 1 < octets.Length; at += 2 + octets[at + 1])
            {
                octets[at] = likely[random.Next(likely.Length)];
                octets[at + 1] = (byte)random.Next(6);
            }

            foreach (var role in Enum.GetValues<WebSocketRole>())
            {
                var events = Feed(role, octets, octets.Length, maxMessageBytes: 30);
                Assert.Equal(events, Feed(role, octets, 1, maxMessageBytes: 30));
                Assert.Equal(events, Feed(role, octets, 3, maxMessageBytes: 30));
            }
        }
    }

    /// <summary>A frame that is there as a whole takes a shorter way than one that comes in pieces, and must not get through with more.</summary>
    [Theory]
    [InlineData(WebSocketRole.Client)]
    [InlineData(WebSocketRole.Server)]
    public void Every_pair_of_first_octets_means_the_same_whole_and_one_octet_at_a_time(WebSocketRole role)
    {
        var random = new Random(1);
        var octets = new byte[150];
        for (var pair = 0; pair <= 0xFFFF; pair++)
        {
            random.NextBytes(octets);
            if (random.Next(4) > 0)
            {
                ToAscii(octets); // or hardly any text would be UTF-8
            }

            (octets[0], octets[1]) = ((byte)pair, (byte)(pair >> 8));
            if (random.Next(2) == 0)
            {
                octets[2] = 0; // a short length, where it takes 16 bits
            }

            var limit = random.Next(1, 160);
            Assert.Equal(Feed(role, octets, 1, limit), Feed(role, octets, octets.Length, limit));
        }
    }

    private static void ToAscii(Span<byte> octets)
    {
        foreach (ref var octet in octets)
        {
            octet &= 0x7F;
        }
    }

    private static List<Received> Feed(WebSocketRole role, byte[] octets, int chunk, int maxMessageBytes)
    {
        var events = new List<Received>();
        var buffer = octets.ToArray();
        using var receiver = new WebSocketReceiver(role, new WebSocketLimits { MaxMessageBytes = maxMessageBytes, MaxFragments = 6 });
        var start = 0;
        for (var arrived = Math.Min(chunk, buffer.Length); ; arrived = Math.Min(arrived + chunk, buffer.Length))
        {
            int consumed;
            while (receiver.TryReceive(buffer.AsMemory(start, arrived - start), out consumed, out var received))
            {
                Assert.NotEqual(0, consumed);
                events.Add(Received.Copy(received));
                start += consumed;
            }

            start += consumed;
            if (arrived == buffer.Length)
            {
                return events;
            }
        }
    }
}
