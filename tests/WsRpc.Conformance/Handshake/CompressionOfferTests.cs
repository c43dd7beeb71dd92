using WsRpc.Protocol.WebSocket;
using static WsRpc.Conformance.Frames;

namespace WsRpc.Conformance;

/// <summary>Where a server agrees to compression and where not (RFC 7692 §5, §7.1), over a socket.</summary>
public sealed class CompressionOfferTests
{
    [Theory]
    [InlineData("permessage-deflate; server_max_window_bits=8")] // zlib cannot
    [InlineData("permessage-deflate; server_max_window_bits=7")]
    [InlineData("permessage-deflate; server_max_window_bits=16")]
    [InlineData("permessage-deflate; server_max_window_bits=09")]
    [InlineData("permessage-deflate; server_max_window_bits")]
    [InlineData("permessage-deflate; client_max_window_bits=7")]
    [InlineData("permessage-deflate; client_max_window_bits=1e1")]
    [InlineData("permessage-deflate; client_max_window_bits; client_max_window_bits")]
    [InlineData("permessage-deflate; server_no_context_takeover=true")]
    [InlineData("permessage-deflate; unknown")]
    [InlineData("x-webkit-deflate-frame, permessage-bzip2")]
    public Task Offer_that_cannot_be_kept_is_passed_over_and_nothing_is_compressed(string offers) =>
        CompressesNothingAsync(PeersUnderTest.Server, new DeflateProposal(offers, null));

    [Fact]
    public Task Client_whose_offer_is_declined_compresses_nothing() => CompressesNothingAsync(PeersUnderTest.Client, DeflateProposal.Declined);

    [Theory]
    [InlineData("permessage-deflate; client_max_window_bits=8")] // one can always inflate
    [InlineData("permessage-deflate; server_max_window_bits=8, permessage-deflate; server_max_window_bits=9")]
    public async Task Offer_that_can_be_kept_is_taken(string offers)
    {
        var (fuzzer, echo) = await PeersUnderTest.Server.MeetAsync(WebSocketLimits.Default, new DeflateProposal(offers, "permessage-deflate"));
        using (fuzzer)
        {
            foreach (var message in JsonText.File.Messages(5000, 5))
            {
                await fuzzer.SendAsync(fuzzer.Compression!.Compress(message));
                Assert.True(await fuzzer.Received.BecomesAsync(r => r.IsOver || r.Received.Count == 1, InTime.Limit));
                var answer = Assert.Single(fuzzer.Received.Take());
                Assert.True(answer.IsSameMessageAs(message));
                Assert.Equal(MessageCompression.Bit, answer.Reserved);
            }

            await fuzzer.CloseAsync(Close(1000));
            fuzzer.EndSending();
            await echo.Within();
        }
    }

    [Fact]
    public async Task Compression_is_off_unless_it_is_asked_for()
    {
        var (fuzzer, echo) = await Encounter.WithServerAsync(
            async socket =>
            {
                var (opening, _) = await ServerOpening.ReadAsync(SocketIo.Default.StreamOver(socket), HandshakeLimits.Default, CancellationToken.None);
                Assert.Equal("permessage-deflate", Assert.Single(opening!.Request.Extensions).Name);
                await (await opening.AcceptAsync(null, WebSocketConnectionOptions.Default, CancellationToken.None)).CloseAsync();
            },
            DeflateProposal.Plain with { Answer = null });
        using (fuzzer)
        {
            Assert.True(await fuzzer.Received.BecomesAsync(r => r.IsOver, InTime.Limit));
            fuzzer.EndSending();
            await echo.Within();
        }
    }

    private static async Task CompressesNothingAsync(IEchoPeer peer, DeflateProposal declined)
    {
        var (fuzzer, echo) = await peer.MeetAsync(WebSocketLimits.Default, declined);
        using (fuzzer)
        {
            foreach (var message in JsonText.File.Messages(5000, 5))
            {
                await fuzzer.SendAsync(message);
                Assert.True(await fuzzer.Received.BecomesAsync(r => r.IsOver || r.Received.Count == 1, InTime.Limit));
                var answer = Assert.Single(fuzzer.Received.Take());
                Assert.True(answer.IsSameMessageAs(message));
            }

            await fuzzer.SendAsync(Text(Convert.FromHexString("f248cdc9c90700")).Rsv(MessageCompression.Bit));
            Assert.True(await fuzzer.Received.BecomesAsync(r => r.IsOver, InTime.Limit));
            Assert.Equal(1002, fuzzer.Received.Close?.CloseCode);
            fuzzer.EndSending();
            await echo.Within();
        }
    }
}
