using WsRpc.Protocol.WebSocket;
using static WsRpc.Conformance.Frames;

namespace WsRpc.Conformance;

/// <summary>Whatever mixture of messages, compressed and not, in fragments and not, is sent: it comes back, and in order.</summary>
public sealed class CompressedMixTests
{
    private const int Messages = 100;

    private static readonly DeflateProposal[] Proposals =
    [
        DeflateProposal.Plain,
        new("permessage-deflate; client_max_window_bits=9; server_max_window_bits=10", "permessage-deflate; client_max_window_bits=11; server_max_window_bits=8"),
        new("permessage-deflate; client_no_context_takeover", "permessage-deflate; server_no_context_takeover"),
        new("permessage-deflate; server_no_context_takeover", "permessage-deflate; client_no_context_takeover; client_max_window_bits=9"),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 16)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Server_returns_any_mixture(int seed) => ReturnsAsync(PeersUnderTest.Server, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Client_returns_any_mixture(int seed) => ReturnsAsync(PeersUnderTest.Client, seed);

    private static async Task ReturnsAsync(IEchoPeer peer, int seed)
    {
        var random = new Random(seed);
        var (fuzzer, echo) = await peer.MeetAsync(WebSocketLimits.Default, Proposals[seed % Proposals.Length]);
        using (fuzzer)
        {
            for (var i = 0; i < Messages; i++)
            {
                var message = MessageOf(random);
                var travelling = random.Next(3) == 0 ? message : fuzzer.Compression!.Compress(message, (DeflateShape)random.Next(3));
                var frames = random.Next(2) == 0 ? [travelling] : FragmentsAsTheyFill(travelling, random.Next(1, 2 + travelling.Payload.Length / 4)).ToArray();
                await fuzzer.SendOctetsAsync(fuzzer.Encode(WithPings(frames, random)), random.Next(4) == 0 ? random.Next(100, 2000) : int.MaxValue);
                Assert.True(await fuzzer.Received.BecomesAsync(r => r.IsOver || r.Received.Any(frame => !frame.IsControl), InTime.Limit));
                Assert.Null(fuzzer.Received.Malformed);
                var answer = fuzzer.Received.Take().Single(frame => !frame.IsControl);
                Assert.True(answer.IsSameMessageAs(message), $"Message {i}: {message} came back as {answer}.");
            }

            await fuzzer.CloseAsync(Close(1000));
            Assert.True(await fuzzer.Received.BecomesAsync(r => r.IsOver, InTime.Limit));
            fuzzer.EndSending();
            await echo.Within();
            Assert.Equal(1000, fuzzer.Received.Close?.CloseCode);
        }
    }

    private static Frame MessageOf(Random random)
    {
        var length = random.Next(5) switch { 0 => random.Next(3), 1 => random.Next(40_000), _ => random.Next(1000) };
        PayloadFile[] files = [JsonText.File, BitmapImage.File, GermanText.File, HtmlPage.File];
        return files[random.Next(files.Length)].Messages(length, 1 + random.Next(3)).Last();
    }

    private static IEnumerable<Frame> WithPings(Frame[] frames, Random random) =>
        frames.SelectMany(frame => random.Next(5) == 0 ? [Ping("between"), frame] : new[] { frame });
}
