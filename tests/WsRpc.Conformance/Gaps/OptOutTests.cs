using System.Text;
using WsRpc.Protocol.WebSocket;
using static WsRpc.Conformance.Frames;

namespace WsRpc.Conformance;

/// <summary>Messages that the application exempts from compression, among others that refer to each other.</summary>
public sealed class OptOutTests
{
    private const int Messages = 60;

    private static readonly WebSocketConnectionOptions Options = WsRpcEcho.Options(WebSocketLimits.Default, DeflateProposal.Plain);

    [Fact]
    public async Task Server_compresses_just_what_it_may() => await CompressesJustWhatItMayAsync(
        await Encounter.WithServerAsync(
            async socket =>
            {
                var (opening, _) = await ServerOpening.ReadAsync(SocketIo.Default.StreamOver(socket), HandshakeLimits.Default, CancellationToken.None);
                await EchoAsync(await opening!.AcceptAsync(null, Options, CancellationToken.None));
            },
            DeflateProposal.Plain));

    [Fact]
    public async Task Client_compresses_just_what_it_may() => await CompressesJustWhatItMayAsync(
        await Encounter.WithClientAsync(
            async url => await EchoAsync(await WebSocketConnection.ConnectAsync(url, new WebSocketConnectOptions { Connection = Options })),
            DeflateProposal.Plain));

    private static async Task CompressesJustWhatItMayAsync(Encounter encounter)
    {
        var (fuzzer, echo) = encounter;
        using (fuzzer)
        {
            var messages = Enumerable.Range(0, Messages).Select(i => Text($"{(MayCompress(i) ? "public" : "secret")} {new string('x', i * i)}{i}")).ToArray();
            await fuzzer.SendAsync(messages.Select(message => fuzzer.Compression!.Compress(message)));
            Assert.True(await fuzzer.Received.BecomesAsync(r => r.IsOver || r.Received.Count == Messages, InTime.Limit));
            Assert.Null(fuzzer.Received.Malformed);
            for (var i = 0; i < Messages; i++)
            {
                Assert.True(messages[i].IsSameMessageAs(fuzzer.Received.Received[i]));
                Assert.Equal(MayCompress(i) ? MessageCompression.Bit : 0, fuzzer.Received.Received[i].Reserved);
            }

            await fuzzer.CloseAsync(Close(1000));
            fuzzer.EndSending();
            await echo.Within();
        }
    }

    private static bool MayCompress(int i) => i % 5 is 0 or 2 or 3;

    private static async Task EchoAsync(WebSocketConnection connection)
    {
        while (await connection.ReceiveAsync() is { IsClose: false } message)
        {
            await connection.SendAsync(message.Type, message.Payload, compress: Encoding.UTF8.GetString(message.Payload.Span).StartsWith("public", StringComparison.Ordinal));
        }
    }
}
