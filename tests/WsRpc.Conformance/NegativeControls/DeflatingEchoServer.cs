using System.Net.Sockets;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>An echo server that agrees to the first offer, and then compresses by terms of its own.</summary>
/// <param name="practice">What it makes of the terms that it agreed to.</param>
internal sealed class DeflatingEchoServer(Func<DeflateTerms, DeflateTerms> practice) : IEchoPeer
{
    public WebSocketRole Role => WebSocketRole.Server;

    public TimeSpan Patience => TimeSpan.FromMilliseconds(50);

    public Task<Encounter> MeetAsync(WebSocketLimits limits, DeflateProposal? compression = null) => Encounter.WithServerAsync(ServeAsync, compression);

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var octets = new SocketOctets(socket);
            var request = await octets.ReadHeadAsync();
            var agreed = DeflateTerms.Parse(OpeningHandshake.Field(request, "Sec-WebSocket-Extensions").Split(',')[0]);
            await socket.SendAsync(Encoding.ASCII.GetBytes(OpeningHandshake.Response(request, $"Sec-WebSocket-Extensions: {agreed}\r\n")));
            try
            {
                await EchoAsync(socket, new FrameReader(octets, expectsMask: true, new MessageCompression(agreed, isClient: false)), practice(agreed));
                socket.Shutdown(SocketShutdown.Send);
                while (await octets.ReadAsync(new byte[4096]) > 0)
                {
                    // A reset would overtake what was sent last.
                }
            }
            catch (SocketException)
            {
            }
        }
    }

    private static async Task EchoAsync(Socket socket, FrameReader reader, DeflateTerms practised)
    {
        var encoder = new FrameEncoder(masks: false);
        var compression = new MessageCompression(practised, isClient: false);
        while (await reader.ReadAsync() is { } message)
        {
            await socket.SendAsync(encoder.Encode(message.IsControl ? message : compression.Compress(message)));
            if (message.Opcode == Opcode.Close)
            {
                return;
            }
        }
    }
}
