using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

public static partial class ClientHandshake
{
    /// <summary>Writes the request that asks for a WebSocket (RFC 6455 §4.1). Frames may follow only after the response was validated.</summary>
    /// <param name="output">Where the octets go; not touched when the request is refused.</param>
    /// <param name="request">What to ask for.</param>
    /// <exception cref="ArgumentException">
    /// The host, the target, the key or an extension is malformed; subprotocols are not different tokens; a header is malformed
    /// (CR, LF, NUL, other control characters, characters beyond Latin-1) or one that the handshake itself writes.
    /// </exception>
    public static void WriteRequest(IBufferWriter<byte> output, ClientHandshakeRequest request)
    {
        Require(request);
        var head = new HttpHeadWriter(output);
        head.Line($"GET {request.Target} HTTP/1.1");
        head.Header("Host", request.Host);
        head.Header("Upgrade", "websocket");
        head.Header("Connection", "Upgrade");
        head.Header("Sec-WebSocket-Key", request.Key);
        head.Header("Sec-WebSocket-Version", "13");
        if (request.Origin is not null)
        {
            head.Header("Origin", request.Origin);
        }

        if (request.Subprotocols.Count > 0)
        {
            head.Header(SubprotocolList.HeaderName, string.Join(", ", request.Subprotocols));
        }

        if (request.Extensions.Count > 0)
        {
            head.Header("Sec-WebSocket-Extensions", string.Join(", ", request.Extensions));
        }

        head.Headers(request.Headers);
        head.End();
    }

    private static void Require(ClientHandshakeRequest request)
    {
        Require(Authority.TryParse(request.Host, out _), "The host is malformed.");
        Require(request.Target.StartsWith('/') && HttpSyntax.IsTargetText(request.Target), "The target is not a percent-encoded path without a fragment.");
        Require(WebSocketAccept.IsKey(request.Key), "The key is not 16 octets in base64.");
        Require(SubprotocolList.AreDifferentTokens(request.Subprotocols), "The subprotocols are not different tokens.");
        Require(request.Extensions.All(offer => WebSocketExtension.TryParse(offer, [])), "An extension is malformed.");
        if (request.Origin is not null)
        {
            ExtraHeaders.RequireValue("Origin", request.Origin, nameof(request));
        }

        ExtraHeaders.Require(request.Headers, IsReserved, nameof(request));

        static void Require(bool isMet, string message)
        {
            if (!isMet)
            {
                throw new ArgumentException(message, nameof(request));
            }
        }
    }

    private static bool IsReserved(string name) =>
        ExtraHeaders.IsOfHandshake(name)
        || name.Equals("Host", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Origin", StringComparison.OrdinalIgnoreCase);
}
