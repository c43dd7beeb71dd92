using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 7692 §5 and §7.1.</summary>
public sealed class NegotiationTests
{
    private static readonly PerMessageDeflateOptions Willing = new();
    private static readonly PerMessageDeflateOptions Sparing = new() { ServerContextTakeover = false, ClientContextTakeover = false, ServerMaxWindowBits = 10, ClientMaxWindowBits = 11 };

    [Theory]
    [InlineData("permessage-deflate", "permessage-deflate")]
    [InlineData("permessage-deflate; client_max_window_bits", "permessage-deflate")] // what browsers offer
    [InlineData("permessage-deflate; client_max_window_bits=12", "permessage-deflate; client_max_window_bits=12")]
    [InlineData("permessage-deflate; client_max_window_bits=15", "permessage-deflate")]
    [InlineData("permessage-deflate; client_max_window_bits=8", "permessage-deflate; client_max_window_bits=8")]
    [InlineData("permessage-deflate; server_max_window_bits=9", "permessage-deflate; server_max_window_bits=9")]
    [InlineData("permessage-deflate; server_max_window_bits=15", "permessage-deflate; server_max_window_bits=15")]
    [InlineData("permessage-deflate; server_max_window_bits=\"10\"", "permessage-deflate; server_max_window_bits=10")]
    [InlineData("permessage-deflate; server_no_context_takeover", "permessage-deflate; server_no_context_takeover")]
    [InlineData("permessage-deflate; client_no_context_takeover", "permessage-deflate; client_no_context_takeover")]
    [InlineData(
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=9; client_max_window_bits=10",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=9; client_max_window_bits=10")]
    [InlineData("permessage-deflate; server_max_window_bits=8, permessage-deflate; server_max_window_bits=9, permessage-deflate", "permessage-deflate; server_max_window_bits=9")]
    [InlineData("x-other, permessage-deflate", "permessage-deflate")]
    public void Server_takes_the_first_offer_it_can_keep_to(string offers, string answer) => Assert.Equal(answer, Answer(offers, Willing));

    [Theory]
    [InlineData("permessage-deflate; server_max_window_bits=8")] // zlib cannot
    [InlineData("permessage-deflate; server_max_window_bits")]
    [InlineData("permessage-deflate; server_max_window_bits=7")]
    [InlineData("permessage-deflate; server_max_window_bits=16")]
    [InlineData("permessage-deflate; server_max_window_bits=09")]
    [InlineData("permessage-deflate; server_max_window_bits=0")]
    [InlineData("permessage-deflate; server_max_window_bits=1x")]
    [InlineData("permessage-deflate; client_max_window_bits=7")]
    [InlineData("permessage-deflate; client_max_window_bits=16")]
    [InlineData("permessage-deflate; client_max_window_bits=115")]
    [InlineData("permessage-deflate; client_max_window_bits=-9")]
    [InlineData("permessage-deflate; server_no_context_takeover=1")]
    [InlineData("permessage-deflate; client_no_context_takeover=true")]
    [InlineData("permessage-deflate; unknown")]
    [InlineData("permessage-deflate; Server_No_Context_Takeover")]
    [InlineData("permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    [InlineData("permessage-deflate; client_no_context_takeover; client_no_context_takeover")]
    [InlineData("permessage-deflate; client_max_window_bits; client_max_window_bits=9")]
    [InlineData("permessage-deflate; server_max_window_bits=9; server_max_window_bits=9")]
    [InlineData("permessage-bzip2")]
    [InlineData("x-webkit-deflate-frame")]
    public void Server_passes_over_an_offer_it_cannot_keep_to(string offer)
    {
        Assert.Null(Answer(offer, Willing));
        Assert.Equal("permessage-deflate", Answer(offer + ", permessage-deflate", Willing));
    }

    [Theory]
    [InlineData("permessage-deflate", "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10")] // §7.1.2.2: it did not let itself be told
    [InlineData("permessage-deflate; client_max_window_bits", "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10; client_max_window_bits=11")]
    [InlineData("permessage-deflate; server_max_window_bits=9; client_max_window_bits=9", "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=9; client_max_window_bits=9")]
    public void Server_asks_for_what_its_options_say(string offer, string answer) => Assert.Equal(answer, Answer(offer, Sparing));

    [Fact]
    public void Client_offers_what_its_options_say()
    {
        Assert.Equal("permessage-deflate; client_max_window_bits", PerMessageDeflate.Offer(Willing, ZlibProvider.Instance));
        Assert.Equal(
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10; client_max_window_bits=11",
            PerMessageDeflate.Offer(Sparing, ZlibProvider.Instance));
    }

    [Theory]
    [InlineData("permessage-deflate", true, true, 15, 15)]
    [InlineData("permessage-deflate; server_no_context_takeover; client_no_context_takeover", false, false, 15, 15)]
    [InlineData("permessage-deflate; server_max_window_bits=8; client_max_window_bits=9", true, true, 8, 9)]
    public void Client_agrees_to_what_fits_its_offer(string answer, bool serverTakeover, bool clientTakeover, int serverBits, int clientBits)
    {
        Assert.True(Confirm(answer, Willing, out var agreed));
        Assert.Equal(
            (serverTakeover, clientTakeover, serverBits, clientBits),
            (agreed!.ServerContextTakeover, agreed.ClientContextTakeover, agreed.ServerMaxWindowBits, agreed.ClientMaxWindowBits));
    }

    [Fact]
    public void Client_keeps_to_what_it_announced_though_the_server_does_not_come_back_to_it()
    {
        Assert.True(Confirm("permessage-deflate; server_no_context_takeover; server_max_window_bits=10", Sparing, out var agreed));
        Assert.Equal((false, 11), (agreed!.ClientContextTakeover, agreed.ClientMaxWindowBits));
    }

    [Theory]
    [InlineData("permessage-deflate; server_max_window_bits=16")]
    [InlineData("permessage-deflate; server_max_window_bits")]
    [InlineData("permessage-deflate; client_max_window_bits")] // §7.1.2.2: without a value in offers only
    [InlineData("permessage-deflate; client_max_window_bits=7")]
    [InlineData("permessage-deflate; unknown")]
    [InlineData("permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    public void Client_refuses_an_answer_that_is_none(string answer) => Assert.False(Confirm(answer, Willing, out _));

    [Theory]
    [InlineData("permessage-deflate")]
    [InlineData("permessage-deflate; server_max_window_bits=10")]
    [InlineData("permessage-deflate; server_no_context_takeover")]
    [InlineData("permessage-deflate; server_no_context_takeover; server_max_window_bits=11")]
    [InlineData("permessage-deflate; server_no_context_takeover; server_max_window_bits=10; client_max_window_bits=12")]
    public void Client_refuses_an_answer_that_gives_less_than_it_asked_for(string answer) => Assert.False(Confirm(answer, Sparing, out _));

    [Fact]
    public void Server_may_decline()
    {
        Assert.True(PerMessageDeflate.TryConfirm(new HttpHeaders([]), Willing, ZlibProvider.Instance, out var agreed));
        Assert.Null(agreed);
    }

    [Fact]
    public void Provider_without_other_windows_agrees_to_none()
    {
        Assert.Equal("permessage-deflate", PerMessageDeflate.Offer(Willing, new OneWindowProvider()));
        Assert.Equal("permessage-deflate", Answer("permessage-deflate; server_max_window_bits=9, permessage-deflate", Willing, new OneWindowProvider()));
        Assert.False(PerMessageDeflate.TryConfirm(Response("permessage-deflate; client_max_window_bits=9"), Willing, new OneWindowProvider(), out _));
        Assert.Throws<ArgumentException>(() => new PerMessageDeflate(Sparing, new OneWindowProvider()));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Options_refuse_windows_that_cannot_be(int bits)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerMessageDeflateOptions { ServerMaxWindowBits = bits });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerMessageDeflateOptions { ClientMaxWindowBits = bits });
    }

    [Fact]
    public void Options_refuse_levels_and_lengths_that_cannot_be()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerMessageDeflateOptions { Level = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerMessageDeflateOptions { Level = 10 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerMessageDeflateOptions { MinMessageBytes = -1 });
    }

    private static string? Answer(string offers, PerMessageDeflateOptions options, IDeflateProvider? provider = null)
    {
        Assert.True(WebSocketExtension.TryParse(Response(offers), out var extensions));
        return PerMessageDeflate.TryAccept(extensions, options, provider ?? ZlibProvider.Instance, out _, out var response) ? response : null;
    }

    private static bool Confirm(string answer, PerMessageDeflateOptions options, out PerMessageDeflate? agreed) =>
        PerMessageDeflate.TryConfirm(Response(answer), options, ZlibProvider.Instance, out agreed);

    private static HttpHeaders Response(string extensions) => new([new("Sec-WebSocket-Extensions", extensions)]);

    private sealed class OneWindowProvider : IDeflateProvider
    {
        public bool HonoursWindowBits => false;

        public IDeflater CreateDeflater(int windowBits, int level) => throw new NotSupportedException();

        public IInflater CreateInflater(int windowBits) => throw new NotSupportedException();
    }
}
