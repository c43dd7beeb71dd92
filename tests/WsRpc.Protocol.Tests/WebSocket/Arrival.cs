using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>
/// Octets that arrive at a receiver. They are fed whole, one at a time, and split at every octet; the events must be the same, and the same
/// again when messages are received in parts and joined.
/// </summary>
internal sealed class Arrival(IReadOnlyList<(WebSocketRole Role, byte[] Octets)> variants)
{
    /// <summary>Longer vectors are split around their ends and at strides only, and the buffer does not move at every step.</summary>
    private const int LongVector = 2048;

    private bool _limited;
    private WebSocketLimits _limits = WebSocketLimits.Default;
    private PerMessageDeflate? _deflate;

    /// <summary>The frames as they reach a client, and masked as they reach a server.</summary>
    public static Arrival Of(params PeerFrame[] frames) => new(
        [.. Enum.GetValues<WebSocketRole>().Select(role => (role, frames.SelectMany(frame => frame.Encode(role)).ToArray()))]);

    public static Arrival At(WebSocketRole role, params byte[] octets) => new([(role, octets)]);

    public static Arrival At(WebSocketRole role, string hex) => At(role, Convert.FromHexString(hex.Replace(" ", "")));

    public Arrival Within(WebSocketLimits limits)
    {
        _limits = limits;
        _limited = true;
        return this;
    }

    /// <summary>To an end that has agreed to permessage-deflate.</summary>
    public Arrival With(PerMessageDeflateOptions deflate)
    {
        _deflate = new PerMessageDeflate(deflate, ZlibProvider.Instance);
        return this;
    }

    public void Yields(params Received[] expected)
    {
        foreach (var (role, octets) in variants)
        {
            Assert.Equal(expected, Feed(role, octets, _ => octets.Length));
            Assert.Equal(expected, Feed(role, octets, _ => 1));
            foreach (var split in Splits(octets.Length))
            {
                Assert.Equal(expected, Feed(role, octets, arrived => arrived < split ? split : octets.Length));
            }

            if (!_limited)
            {
                YieldsInParts(expected, role, octets);
            }
        }
    }

    private void YieldsInParts(Received[] expected, WebSocketRole role, byte[] octets)
    {
        Assert.Equal(expected, FeedParts(role, octets, _ => octets.Length));
        Assert.Equal(expected, FeedParts(role, octets, _ => 1));
        foreach (var split in Splits(octets.Length))
        {
            Assert.Equal(expected, FeedParts(role, octets, arrived => arrived < split ? split : octets.Length));
        }
    }

    public void Fails(int code, string section) => Yields(Received.Violation(code, section));

    /// <summary>The violation is reported as soon as this many octets are there, and not before.</summary>
    public void FailsAtOctet(int count, int code, string section)
    {
        foreach (var (role, octets) in variants)
        {
            Assert.DoesNotContain(Feed(role, octets[..(count - 1)], _ => 1), e => e.Kind == WebSocketEventKind.Violation);
            Assert.Equal(Received.Violation(code, section), Feed(role, octets[..count], _ => 1)[^1]);
            Assert.Equal(Received.Violation(code, section), Feed(role, octets[..count], _ => count)[^1]);
        }
    }

    private static IEnumerable<int> Splits(int length) => length <= LongVector
        ? Enumerable.Range(1, Math.Max(length - 1, 0))
        : Enumerable.Range(1, 20).Concat(Enumerable.Range(length - 20, 20)).Concat(Enumerable.Range(1, 10).Select(i => length * i / 11));

    private List<Received> Feed(WebSocketRole role, byte[] octets, Func<int, int> chunk) => Feed(role, octets, chunk, inParts: false);

    private List<Received> FeedParts(WebSocketRole role, byte[] octets, Func<int, int> chunk) => Received.Join(Feed(role, octets, chunk, inParts: true));

    /// <summary>The caller that <see cref="WebSocketReceiver"/> documents, with a buffer that moves whenever something arrives.</summary>
    private List<Received> Feed(WebSocketRole role, byte[] octets, Func<int, int> chunk, bool inParts)
    {
        var events = new List<Received>();
        using var receiver = new WebSocketReceiver(role, _limits, _deflate);
        var buffer = octets.ToArray();
        int start = 0, arrived = 0;
        while (arrived < octets.Length)
        {
            arrived = Math.Min(arrived + chunk(arrived), octets.Length);
            buffer = octets.Length <= LongVector ? Move(buffer) : buffer;
            int consumed;
            while (TryReceive(buffer.AsMemory(start, arrived - start), out consumed, out var received))
            {
                Assert.InRange(consumed, inParts ? 0 : 1, arrived - start);
                events.Add(Received.Copy(received));
                start += consumed;
            }

            Assert.InRange(consumed, 0, arrived - start);
            Array.Fill(buffer, (byte)0xEE, start, consumed); // done with: the caller may use the room again
            start += consumed;
        }

        return events;

        bool TryReceive(Memory<byte> input, out int consumed, out WebSocketEvent received) => inParts
            ? receiver.TryReceivePart(input, out consumed, out received)
            : receiver.TryReceive(input, out consumed, out received);
    }

    private static byte[] Move(byte[] buffer)
    {
        var moved = buffer.ToArray();
        Array.Fill(buffer, (byte)0xEE);
        return moved;
    }
}
