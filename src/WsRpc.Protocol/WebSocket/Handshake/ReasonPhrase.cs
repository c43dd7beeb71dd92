namespace WsRpc.Protocol.WebSocket;

/// <summary>The names of the statuses a handshake is refused with (RFC 9110 §15, RFC 6585).</summary>
internal static class ReasonPhrase
{
    /// <summary>The status's name; empty, which is legal (RFC 9112 §4), for one not listed.</summary>
    public static string Of(int statusCode) => statusCode switch
    {
        301 => "Moved Permanently",
        302 => "Found",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        410 => "Gone",
        414 => "URI Too Long",
        421 => "Misdirected Request",
        426 => "Upgrade Required",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "",
    };
}
