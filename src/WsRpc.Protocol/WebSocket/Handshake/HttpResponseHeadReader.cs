using System.Globalization;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// Reads the head of the final HTTP/1 response to a handshake, octet runs in, a head or an error out. Bounded by
/// <see cref="HandshakeLimits"/>, in time linear in its octets. Not thread-safe; one reader per connection.
/// </summary>
/// <remarks>
/// As strict as <see cref="HttpRequestHeadReader"/>. Interim responses (100, 103) before the final one are skipped and
/// count against the same limit of octets (RFC 9110 §15.2).
/// </remarks>
/// <param name="limits">The bounds of the head.</param>
public sealed class HttpResponseHeadReader(HandshakeLimits limits)
{
    private readonly HttpHeadParser _parser = new(limits, StartLineSyntax.Response);
    private HttpResponseHead? _response;
    private string? _error;

    /// <summary>The response, once <see cref="Read"/> returned <see cref="HeadStatus.Complete"/>.</summary>
    /// <exception cref="InvalidOperationException">The head is not complete.</exception>
    public HttpResponseHead Response => _response ?? throw new InvalidOperationException("The response head is not complete.");

    /// <summary>A sentence for a person, once <see cref="Read"/> returned <see cref="HeadStatus.Failed"/>; nothing of the peer's text is in it.</summary>
    /// <exception cref="InvalidOperationException">The head has not failed.</exception>
    public string Error => _error ?? throw new InvalidOperationException("The response head has not failed.");

    /// <summary>Takes octets that were not given before. The reader keeps no reference to them. Never throws on what they say.</summary>
    /// <param name="input">New octets, in the order received.</param>
    /// <param name="consumed">
    /// How many of them were taken: all of them while more is needed; on completion those up to and with the blank line, so that
    /// what follows (the server's first frames) stays with the caller. After completion or failure: 0.
    /// </param>
    /// <returns>How far the head is; the last verdict again after completion or failure.</returns>
    public HeadStatus Read(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        while (_response is null && _error is null)
        {
            var status = _parser.Read(input[consumed..], out var read);
            consumed += read;
            switch (status)
            {
                case HeadStatus.NeedMore: return HeadStatus.NeedMore;
                case HeadStatus.Complete: Finish(); break;
                default: _error = _parser.Fault!.Reason; break;
            }
        }

        return _response is null ? HeadStatus.Failed : HeadStatus.Complete;
    }

    private void Finish()
    {
        var (version, status, reason) = (_parser.StartLine[0], _parser.StartLine[1], _parser.StartLine[2]);
        if (!HttpVersion.IsWellFormed(version) || version[5] != '1' || status is not [>= '1', _, _])
        {
            _error = Rejections.StatusLine.Reason;
            return;
        }

        var code = int.Parse(status, NumberStyles.None, CultureInfo.InvariantCulture);
        if (code is >= 100 and < 200 and not 101)
        {
            _parser.StartOver();
            return;
        }

        _response = new HttpResponseHead(version, code, reason, _parser.Headers);
    }
}
