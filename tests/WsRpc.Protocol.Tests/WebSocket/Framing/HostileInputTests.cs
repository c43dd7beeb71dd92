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

            var events = Feed(octets, octets.Length);
            Assert.Equal(events, Feed(octets, 1));
            Assert.Equal(events, Feed(octets, 3));
        }
    }

    private static List<Received> Feed(byte[] octets, int chunk)
    {
        var events = new List<Received>();
        var buffer = octets.ToArray();
        using var receiver = new WebSocketReceiver(WebSocketRole.Client, new WebSocketLimits { MaxMessageBytes = 30, MaxFragments = 6 });
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
