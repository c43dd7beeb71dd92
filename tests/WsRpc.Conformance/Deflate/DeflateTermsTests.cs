namespace WsRpc.Conformance;

/// <summary>The tests' own judgement of offers and answers (RFC 7692 §7.1).</summary>
public sealed class DeflateTermsTests
{
    [Theory]
    [InlineData("permessage-deflate", "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=9")]
    [InlineData("permessage-deflate; server_max_window_bits=10", "permessage-deflate; server_max_window_bits=10")]
    [InlineData("permessage-deflate; server_max_window_bits=10", "permessage-deflate; server_max_window_bits=8")]
    [InlineData("permessage-deflate; client_max_window_bits", "permessage-deflate; client_max_window_bits=9")]
    [InlineData("permessage-deflate; client_max_window_bits=12", "permessage-deflate")]
    [InlineData("permessage-deflate; server_no_context_takeover, permessage-deflate", "permessage-deflate")]
    public void Answer_that_fits_an_offer_is_agreed_to(string offers, string answer) =>
        Assert.StartsWith(answer, DeflateTerms.Agreed(offers, answer).ToString());

    [Theory]
    [InlineData("permessage-deflate; server_no_context_takeover", "permessage-deflate")]
    [InlineData("permessage-deflate; server_max_window_bits=10", "permessage-deflate")]
    [InlineData("permessage-deflate; server_max_window_bits=10", "permessage-deflate; server_max_window_bits=11")]
    [InlineData("permessage-deflate", "permessage-deflate; client_max_window_bits=15")]
    [InlineData("permessage-deflate; client_max_window_bits=12", "permessage-deflate; client_max_window_bits=13")]
    [InlineData("permessage-deflate", "permessage-deflate; server_max_window_bits=16")]
    [InlineData("permessage-deflate", "permessage-deflate; server_max_window_bits=09")]
    [InlineData("permessage-deflate", "permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    [InlineData("permessage-deflate", "permessage-deflate; unknown")]
    [InlineData("permessage-deflate", "permessage-bzip2")]
    public void Answer_that_fits_no_offer_is_refused(string offers, string answer) =>
        Assert.Throws<FormatException>(() => DeflateTerms.Agreed(offers, answer));

    [Fact]
    public void Client_that_announced_to_forget_does_whatever_it_is_answered() =>
        Assert.True(DeflateTerms.Agreed("permessage-deflate; client_no_context_takeover", "permessage-deflate").ClientForgets);
}
