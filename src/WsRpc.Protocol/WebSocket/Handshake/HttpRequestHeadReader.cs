namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// Reads the head of one HTTP/1.1 request, octet runs in, a head or a rejection out. Bounded by <see cref="HandshakeLimits"/>,
/// in time linear in its octets, however they are cut up. Not thread-safe; one reader per connection.
/// </summary>
/// <remarks>
/// Strict on purpose (RFC 9112 §2.2, §5): a bare CR or LF, a folded line, whitespace before a colon and control octets are refused.
/// </remarks>
/// <param name="limits">The bounds of the head.</param>
public sealed class HttpRequestHeadReader(HandshakeLimits limits)
{
    private readonly HttpHeadParser _parser = new(limits, StartLineSyntax.Request);
    private HttpRequestHead? _request;
    private HandshakeRejection? _rejection;

    /// <summary>The request, once <see cref="Read"/> returned <see cref="HeadStatus.Complete"/>.</summary>
    /// <exception cref="InvalidOperationException">The head is not complete.</exception>
    public HttpRequestHead Request => _request ?? throw new InvalidOperationException("The request head is not complete.");

    /// <summary>The answer to give, once <see cref="Read"/> returned <see cref="HeadStatus.Failed"/>: 400, 414, 431 or 505.</summary>
    /// <exception cref="InvalidOperationException">The head has not failed.</exception>
    public HandshakeRejection Rejection => _rejection ?? throw new InvalidOperationException("The request head has not failed.");

    /// <summary>Takes octets that were not given before. The reader keeps no reference to them. Never throws on what they say.</summary>
    /// <param name="input">New octets, in the order received.</param>
    /// <param name="consumed">
    /// How many of them were taken: all of them while more is needed; on completion those up to and with the blank line, so that
    /// what follows (the first frames of an early client) stays with the caller. After completion or failure: 0.
    /// </param>
    /// <returns>How far the head is; the last verdict again after completion or failure.</returns>
    public HeadStatus Read(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        if (_request is null && _rejection is null)
        {
            switch (_parser.Read(input, out consumed))
            {
                case HeadStatus.NeedMore: return HeadStatus.NeedMore;
                case HeadStatus.Complete: Finish(); break;
                default: _rejection = _parser.Fault; break;
            }
        }

        return _request is null ? HeadStatus.Failed : HeadStatus.Complete;
    }

    private void Finish()
    {
        var (method, target, version) = (_parser.StartLine[0], _parser.StartLine[1], _parser.StartLine[2]);
        if (version != HttpVersion.Http11)
        {
            _rejection = HttpVersion.IsWellFormed(version) ? Rejections.HttpVersion : Rejections.RequestLine;
        }
        else if (RequestTarget.TryParse(target, out var parts))
        {
            _request = new HttpRequestHead(method, target, parts, _parser.Headers);
        }
        else
        {
            _rejection = Rejections.Target;
        }
    }
}
