using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>Many senders on one connection over a socket: what they send, the fuzzing peer reads with its own rules.</summary>
public sealed class ConcurrentSendTests
{
    private const int Senders = 8;
    private const int Each = 200;

    [Fact]
    public async Task Frames_of_a_server_never_mix() => await NeverMixAsync(
        run => Encounter.WithServerAsync(async socket =>
        {
            var (opening, _) = await ServerOpening.ReadAsync(SocketIo.Default.StreamOver(socket), HandshakeLimits.Default, CancellationToken.None);
            await run(await opening!.AcceptAsync(null, WebSocketConnectionOptions.Default, CancellationToken.None));
        }));

    [Fact]
    public async Task Frames_of_a_client_never_mix() => await NeverMixAsync(
        run => Encounter.WithClientAsync(async url => await run(await WebSocketConnection.ConnectAsync(url))));

    private static async Task NeverMixAsync(Func<Func<WebSocketConnection, Task>, Task<Encounter>> meet)
    {
        var (fuzzer, peer) = await meet(SendAllAsync);
        using (fuzzer)
        {
            Assert.True(await fuzzer.Received.BecomesAsync(r => r.IsOver, InTime.Limit));
            fuzzer.EndSending();
            await peer.Within();
            Assert.Null(fuzzer.Received.Malformed);
            Assert.Equal(1000, fuzzer.Received.Close?.CloseCode);
            var received = fuzzer.Received.Received.Select(message => Encoding.UTF8.GetString(message.Payload.Span)).ToArray();
            for (var sender = 0; sender < Senders; sender++)
            {
                Assert.Equal(Enumerable.Range(0, Each).Select(i => MessageOf(sender, i)), received.Where(message => message[0] == 'a' + sender));
            }
        }
    }

    private static async Task SendAllAsync(WebSocketConnection connection)
    {
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                // A sender that gives up its wait has sent its message all the same.
                using var cancellation = new CancellationTokenSource();
                var sending = connection.SendTextAsync(MessageOf(sender, i), cancellation.Token);
                if (i % 3 == 0)
                {
                    await cancellation.CancelAsync();
                }

                await sending.AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        })));
        await connection.CloseAsync();
    }

    // Short ones, and some that take several writes.
    private static string MessageOf(int sender, int i) => $"{(char)('a' + sender)}{i}:{new string('x', i % 50 == 0 ? 200_000 : i)}";
}
