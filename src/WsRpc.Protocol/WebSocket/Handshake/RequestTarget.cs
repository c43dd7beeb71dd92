namespace WsRpc.Protocol.WebSocket;

/// <summary>A request target in one of the two forms that name a resource: origin-form or absolute-form (RFC 9112 §3.2).</summary>
internal readonly record struct RequestTarget(string? Authority, string Path, string Query)
{
    public static bool TryParse(string text, out RequestTarget target)
    {
        target = default;
        if (!HttpSyntax.IsTargetText(text))
        {
            return false;
        }

        if (text[0] == '/')
        {
            target = Split(null, text);
            return true;
        }

        return TryParseAbsolute(text, out target);
    }

    private static bool TryParseAbsolute(string text, out RequestTarget target)
    {
        target = default;
        var schemeLength = Origin.SchemeLength(text);
        if (schemeLength == 0)
        {
            return false;
        }

        var afterScheme = text.AsSpan(schemeLength);
        var end = afterScheme.IndexOfAny('/', '?');
        var authority = end < 0 ? afterScheme : afterScheme[..end];
        if (!WebSocket.Authority.TryParse(authority, out _))
        {
            return false;
        }

        target = Split(authority.ToString(), end < 0 ? [] : afterScheme[end..]);
        return true;
    }

    // RFC 9110 §4.2.3: an empty path is the same as "/".
    private static RequestTarget Split(string? authority, ReadOnlySpan<char> pathAndQuery)
    {
        var mark = pathAndQuery.IndexOf('?');
        var path = mark < 0 ? pathAndQuery : pathAndQuery[..mark];
        var query = mark < 0 ? [] : pathAndQuery[(mark + 1)..];
        return new RequestTarget(authority, path.IsEmpty ? "/" : path.ToString(), query.ToString());
    }
}
