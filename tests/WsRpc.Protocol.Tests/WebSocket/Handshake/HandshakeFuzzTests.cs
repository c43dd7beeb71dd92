using WsRpc.Protocol.WebSocket;
using static WsRpc.Protocol.Tests.WebSocket.Heads;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>Whatever a peer sends, the handshake answers with a verdict and never with an exception. Seeded, so a failure repeats.</summary>
public sealed class HandshakeFuzzTests
{
    private const int Rounds = 4_000;

    // Octets that carry meaning somewhere in a head are drawn more often than chance would.
    private static readonly byte[] Telling = Octets("\r\n\r\n :,;=\"\\\t/?#[]@%*\0\x7f\x80\xff" + "13");

    private static readonly ClientHandshakeRequest Request = new()
    {
        Host = "server.example.com",
        Target = "/chat",
        Key = "dGhlIHNhbXBsZSBub25jZQ==",
        Subprotocols = ["chat"],
    };

    [Fact]
    public void Random_octets_never_throw()
    {
        var random = new Random(6455);
        for (var round = 0; round < Rounds; round++)
        {
            var octets = new byte[random.Next(1, 200)];
            random.NextBytes(octets);
            Judge(octets, random);
        }
    }

    [Fact]
    public void Mutilated_handshakes_never_throw()
    {
        var random = new Random(9112);
        var full = RfcRequest.Replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: a; b=\"c\", d\r\n\r\n");
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var octets = Octets(round % 2 == 0 ? full : RfcResponse);
            for (var changes = random.Next(4); changes > 0; changes--)
            {
                octets[random.Next(octets.Length)] = random.Next(2) == 0 ? Telling[random.Next(Telling.Length)] : (byte)random.Next(256);
            }

            accepted += Judge(octets, random) ? 1 : 0;
        }

        // Both verdicts are met, so the rounds reach behind the readers.
        Assert.InRange(accepted, Rounds / 10, Rounds * 9 / 10);
    }

    private static bool Judge(byte[] octets, Random random)
    {
        var asRequest = new HttpRequestHeadReader(HandshakeLimits.Default);
        var asResponse = new HttpResponseHeadReader(HandshakeLimits.Default);
        var at = random.Next(octets.Length);
        var isOpen = false;

        asRequest.Read(octets.AsSpan(..at), out var consumed);
        if (asRequest.Read(octets.AsSpan(Math.Min(at, consumed)..), out _) == HeadStatus.Complete
            && ServerHandshake.TryValidate(asRequest.Request, out var upgrade, out _))
        {
            ServerHandshake.IsSameOrigin(upgrade);
            isOpen = true;
        }

        asResponse.Read(octets.AsSpan(..at), out consumed);
        if (asResponse.Read(octets.AsSpan(Math.Min(at, consumed)..), out _) == HeadStatus.Complete)
        {
            isOpen |= ClientHandshake.TryValidate(asResponse.Response, Request, out _, out _);
        }

        return isOpen;
    }
}
