using System.Diagnostics.CodeAnalysis;

namespace WsRpc.Protocol.WebSocket;

/// <summary>The client's side of the opening handshake (RFC 6455 §4.1). Stateless; may be used from any thread.</summary>
public static partial class ClientHandshake
{
    /// <summary>Holds a response against every rule of RFC 6455 §4.1. Never throws on what the response says.</summary>
    /// <remarks>
    /// A server may answer none of the subprotocols offered: whether that will do is for the caller to decide. Of extensions only
    /// the names are checked; parameters are for the extension (<see cref="WebSocketExtension.TryParse(HttpHeaders, out IReadOnlyList{WebSocketExtension}?)"/>).
    /// </remarks>
    /// <param name="response">The response as read.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="subprotocol">The subprotocol agreed; <see langword="null"/> when none was, or when the response is refused.</param>
    /// <param name="failure">A sentence for a person, when the response is refused; it holds no query and no text of the server.</param>
    /// <returns>Whether the WebSocket is open.</returns>
    public static bool TryValidate(
        HttpResponseHead response,
        ClientHandshakeRequest request,
        out string? subprotocol,
        [NotNullWhen(false)] out string? failure)
    {
        var complaint = Check(response, request.Key)
            ?? CheckExtensions(response.Headers, request.Extensions)
            ?? CheckSubprotocol(response.Headers, request.Subprotocols);

        // The query may carry a token, and failures end up in logs.
        failure = complaint is null ? null : $"GET {request.Target.Split('?')[0]} answered {complaint}";
        subprotocol = failure is null ? response.Headers[SubprotocolList.HeaderName] : null;
        return failure is null;
    }

    private static string? Check(HttpResponseHead response, string key)
    {
        var headers = response.Headers;
        return response.StatusCode is >= 300 and < 400 ? $"{response.StatusCode}, not 101; redirects are not followed"
            : response.StatusCode != 101 ? $"{response.StatusCode}, not 101"
            : response.Version != HttpVersion.Http11 ? "101 over another version than HTTP/1.1"
            : !IsSingle(headers, "Upgrade", "websocket", StringComparison.OrdinalIgnoreCase) ? "101 without \"Upgrade: websocket\""
            : !headers.ContainsToken("Connection", "Upgrade") ? "101 without \"Connection: Upgrade\""
            : !IsSingle(headers, "Sec-WebSocket-Accept", WebSocketAccept.Compute(key), StringComparison.Ordinal) ? "101 with a Sec-WebSocket-Accept that does not fit the key"
            : null;
    }

    private static bool IsSingle(HttpHeaders headers, string name, string value, StringComparison comparison) =>
        headers.TryGetSingle(name, out var actual) && actual.Equals(value, comparison);

    // RFC 6455 §4.1, response rule 5; §9.1: each at most once.
    private static string? CheckExtensions(HttpHeaders headers, IReadOnlyList<string> offered)
    {
        if (!WebSocketExtension.TryParse(headers, out var agreed))
        {
            return "101 with a malformed Sec-WebSocket-Extensions";
        }

        var names = OfferedNames(offered);
        return agreed.All(extension => names.Remove(extension.Name)) ? null : "101 with an extension that was not offered, or twice";
    }

    private static HashSet<string> OfferedNames(IReadOnlyList<string> offered)
    {
        var extensions = new List<WebSocketExtension>();
        foreach (var offer in offered)
        {
            WebSocketExtension.TryParse(offer, extensions);
        }

        return [.. extensions.Select(extension => extension.Name)];
    }

    // RFC 6455 §4.1, response rule 6; §11.3.4: on one line only.
    private static string? CheckSubprotocol(HttpHeaders headers, IReadOnlyList<string> offered) =>
        !headers.Contains(SubprotocolList.HeaderName) ? null
        : headers.TryGetSingle(SubprotocolList.HeaderName, out var chosen) && offered.Contains(chosen, StringComparer.Ordinal) ? null
        : "101 with a subprotocol that was not offered";
}
