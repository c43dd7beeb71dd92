using System.Net.Sockets;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>An echo server that works with any decent client, and lets an indecent one get away with whatever it does not check.</summary>
internal sealed class RawEchoServer(Checks checks) : IEchoPeer
{
    public WebSocketRole Role => WebSocketRole.Server;

    public TimeSpan Patience => TimeSpan.FromMilliseconds(50);

    public Task<Encounter> MeetAsync(WebSocketLimits limits, DeflateProposal? compression = null) => Encounter.WithServerAsync(ServeAsync);

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var octets = new SocketOctets(socket);
            var request = await octets.ReadHeadAsync();
            await socket.SendAsync(Encoding.ASCII.GetBytes(OpeningHandshake.Response(request)));
            try
            {
                await EchoAsync(socket, octets);
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

    private async Task EchoAsync(Socket socket, SocketOctets octets)
    {
        var encoder = new FrameEncoder(masks: false);
        var message = new RawMessage(checks);
        while (await RawFrames.ReadAsync(octets) is { } frame)
        {
            if ((RawFrames.ViolationIn(frame, checks) ?? message.Add(frame)) is { } code)
            {
                await socket.SendAsync(encoder.Encode(Frames.Close(code)));
                return;
            }

            var answer = frame.Opcode switch
            {
                Opcode.Ping => frame with { Opcode = Opcode.Pong, IsFinal = true },
                Opcode.Close => frame,
                Opcode.Pong => null,
                _ => message.TakeWhole(),
            };
            if (answer is not null)
            {
                await socket.SendAsync(encoder.Encode(answer with { HasWrongMask = false, LengthOctets = null, ClaimedLength = null, Reserved = 0 }));
            }

            if (frame.Opcode == Opcode.Close)
            {
                return;
            }
        }
    }
}
