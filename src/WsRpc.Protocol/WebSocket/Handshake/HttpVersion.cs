namespace WsRpc.Protocol.WebSocket;

/// <summary>The HTTP-version of a start line (RFC 9112 §2.3).</summary>
internal static class HttpVersion
{
    public const string Http11 = "HTTP/1.1";

    public static bool IsWellFormed(string version) =>
        version is ['H', 'T', 'T', 'P', '/', >= '0' and <= '9', '.', >= '0' and <= '9'];
}
