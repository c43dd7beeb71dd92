using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WsRpc.Protocol.WebSocket;

/// <summary>Names and values that most heads have. Heads live as long as their connections, which share one string of each.</summary>
internal static class CommonFields
{
    private static readonly string[] All =
    [
        "Host", "Connection", "Upgrade", "websocket", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Accept",
        "Sec-WebSocket-Protocol", "jsonrpc, wsrpc.1", "wsrpc.1", "jsonrpc", "Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits",
        "Origin", "User-Agent", "Accept-Encoding", "Accept-Language", "Cache-Control", "no-cache", "Pragma", "keep-alive, Upgrade",
        "GET", "HTTP/1.1", "101", "Switching Protocols",
    ];

    public static bool TryFind(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out string? common)
    {
        foreach (var candidate in All)
        {
            if (candidate.Length == octets.Length && Ascii.Equals(octets, candidate))
            {
                common = candidate;
                return true;
            }
        }

        common = null;
        return false;
    }
}
