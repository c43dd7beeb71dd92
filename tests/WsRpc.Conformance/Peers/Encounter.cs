using System.Net.Sockets;
using System.Text;

namespace WsRpc.Conformance;

/// <summary>A connection between the fuzzing peer and a peer under test.</summary>
/// <param name="Fuzzer">This end of it.</param>
/// <param name="Peer">The other end's work; complete when it is through with the connection.</param>
internal sealed record Encounter(FuzzingPeer Fuzzer, Task Peer)
{
    private const string Extensions = "Sec-WebSocket-Extensions";

    /// <summary>With a server, which is given the socket that it would have accepted.</summary>
    public static async Task<Encounter> WithServerAsync(Func<Socket, Task> serve, DeflateProposal? compression = null)
    {
        using var loopback = new Loopback();
        var socket = await loopback.ConnectAsync();
        var serving = serve(await loopback.AcceptAsync());
        await socket.SendAsync(Encoding.ASCII.GetBytes(OpeningHandshake.Request(loopback.Port, compression is null ? "" : $"{Extensions}: {compression.Offers}\r\n"))).Within();
        var octets = new SocketOctets(socket);
        var head = await octets.ReadHeadAsync().Within();
        Assert.StartsWith("HTTP/1.1 101 ", head);
        Assert.Equal(OpeningHandshake.Accept(OpeningHandshake.Key), OpeningHandshake.Field(head, "Sec-WebSocket-Accept"));
        if (compression?.Answer is null)
        {
            Assert.DoesNotContain(Extensions, head, StringComparison.OrdinalIgnoreCase);
            return new Encounter(new FuzzingPeer(socket, octets, isClient: true), serving);
        }

        var agreed = DeflateTerms.Agreed(compression.Offers, OpeningHandshake.Field(head, Extensions));
        return new Encounter(new FuzzingPeer(socket, octets, isClient: true, agreed), serving);
    }

    /// <summary>With a client, which is told where to connect.</summary>
    public static async Task<Encounter> WithClientAsync(Func<Uri, Task> dial, DeflateProposal? compression = null)
    {
        using var loopback = new Loopback();
        var dialing = dial(loopback.Url);
        var socket = await loopback.AcceptAsync();
        var octets = new SocketOctets(socket);
        var request = await octets.ReadHeadAsync().Within();
        var agreed = compression?.Answer is { } answer ? DeflateTerms.Agreed(OpeningHandshake.Field(request, Extensions), answer) : null;
        await socket.SendAsync(Encoding.ASCII.GetBytes(OpeningHandshake.Response(request, agreed is null ? "" : $"{Extensions}: {compression!.Answer}\r\n"))).Within();
        return new Encounter(new FuzzingPeer(socket, octets, isClient: false, agreed), dialing);
    }
}
