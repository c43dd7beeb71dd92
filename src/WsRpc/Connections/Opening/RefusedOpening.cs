using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>What a server's refusal says beyond its status, for people.</summary>
internal static class RefusedOpening
{
    private const int QuotedBodyBytes = 256;
    private const int QuotedPlaceLength = 256;

    private static readonly TimeSpan PageTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Where the server redirects to, or how the page behind the refusal begins, as a sentence behind a space; empty when there is neither.</summary>
    public static async Task<string> DescribeAsync(Stream stream, HttpResponseHead response, byte[] rest, WebSocketUrl url, TimeProvider clock, CancellationToken cancellationToken) =>
        response.StatusCode is >= 300 and < 400 && PlaceOf(response.Headers["Location"], url) is { } place ? $" It redirects to {place}."
        : response.StatusCode == 101 || response.Headers["Content-Length"] is null or "0" ? ""
        : await QuoteBodyAsync(stream, rest, clock, cancellationToken).ConfigureAwait(false);

    // Host and path only: queries hold tokens, and user information passwords.
    private static string? PlaceOf(string? location, WebSocketUrl url)
    {
        if (location is null || !Uri.TryCreate(url.HttpUrl, location, out var place))
        {
            return null;
        }

        var text = place.GetComponents(UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped);
        return text.Length <= QuotedPlaceLength ? text : text[..QuotedPlaceLength];
    }

    // The page often says what is wrong. Where it does not come, the status says enough.
    private static async Task<string> QuoteBodyAsync(Stream stream, byte[] rest, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (rest.Length == 0)
        {
            using var limit = new CancellationTokenSource(PageTimeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                rest = new byte[QuotedBodyBytes];
                rest = rest[..await stream.ReadAsync(rest, either.Token).ConfigureAwait(false)];
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                return "";
            }
        }

        var text = Encoding.UTF8.GetString(rest.AsSpan(0, Math.Min(rest.Length, QuotedBodyBytes)));
        return $" The answer begins: {string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim()}";
    }
}
