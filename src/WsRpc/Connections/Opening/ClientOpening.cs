using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>Opens a connection as a client: name, TCP, opening handshake (RFC 6455 §4.1).</summary>
internal static class ClientOpening
{
    private const int QuotedBodyBytes = 256;

    public static async Task<(WebSocketConnection Connection, HttpResponseHead Response)> OpenAsync(Uri url, WebSocketConnectOptions options, CancellationToken cancellationToken)
    {
        CheckUrl(url);
        var place = PlaceOf(url);
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.Connection.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        Stream? stream = null;
        try
        {
            stream = await options.Connection.Sockets.ConnectAsync(url.IdnHost, url.Port, either.Token).ConfigureAwait(false);
            return await HandshakeAsync(stream, url, options, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            if (exception is WebSocketConnectException or ArgumentException)
            {
                throw;
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw new WebSocketConnectException(
                timeout.IsCancellationRequested
                    ? $"{place}: not connected within {options.ConnectTimeout.TotalSeconds:0.#} s."
                    : $"{place}: {exception.Message.TrimEnd('.')}.",
                exception);
        }
    }

    /// <summary>The handshake alone, over a stream that reaches the server.</summary>
    public static async Task<(WebSocketConnection Connection, HttpResponseHead Response)> HandshakeAsync(Stream stream, Uri url, WebSocketConnectOptions options, CancellationToken cancellationToken)
    {
        var request = new ClientHandshakeRequest
        {
            Host = url.IsDefaultPort ? HostOf(url) : $"{HostOf(url)}:{url.Port}",
            Target = url.PathAndQuery,
            Key = ClientHandshakeRequest.EncodeKey(RandomNumberGenerator.GetBytes(16)),
            Subprotocols = options.Subprotocols,
            Extensions = options.Connection.Compression is { } offered ? [PerMessageDeflate.Offer(offered, options.Connection.DeflateProvider)] : [],
            Origin = options.Origin,
            Headers = options.Headers,
        };
        var octets = new ArrayBufferWriter<byte>();
        ClientHandshake.WriteRequest(octets, request);
        await stream.WriteAsync(octets.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);

        var head = new HttpResponseHeadReader(options.HandshakeLimits);
        var (status, rest) = await stream.ReadHeadAsync(head.Read, cancellationToken).ConfigureAwait(false);
        if (status == HeadStatus.NeedMore)
        {
            throw new WebSocketConnectException($"{PlaceOf(url)}: the server closed the connection during the opening handshake.");
        }

        if (status == HeadStatus.Failed)
        {
            throw new WebSocketConnectException($"{PlaceOf(url)}: the server's answer is not HTTP: {head.Error.TrimEnd('.')}.");
        }

        if (!ClientHandshake.TryValidate(head.Response, request, out var subprotocol, out var failure))
        {
            throw new WebSocketConnectException($"{PlaceOf(url)}: {failure.TrimEnd('.')}.{await QuoteBodyAsync(stream, head.Response, rest, cancellationToken).ConfigureAwait(false)}");
        }

        PerMessageDeflate? compression = null;
        if (options.Connection.Compression is { } willing
            && !PerMessageDeflate.TryConfirm(head.Response.Headers, willing, options.Connection.DeflateProvider, out compression))
        {
            throw new WebSocketConnectException($"{PlaceOf(url)}: GET {url.AbsolutePath} answered 101 with a permessage-deflate that does not fit the offer.");
        }

        return (new WebSocketConnection(stream, WebSocketRole.Client, subprotocol, compression, rest, options.Connection), head.Response);
    }

    private static void CheckUrl(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("ws" or "wss"))
        {
            throw new ArgumentException($"A WebSocket URL begins with ws://, as {url} does not.", nameof(url));
        }

        if (url.Scheme == "wss")
        {
            throw new NotSupportedException("wss:// is not supported by this version.");
        }

        if (url.Fragment.Length > 0)
        {
            throw new ArgumentException("A WebSocket URL has no fragment (RFC 6455 §3).", nameof(url));
        }

        if (url.UserInfo.Length > 0)
        {
            throw new ArgumentException("A WebSocket URL has no user information; send an Authorization header.", nameof(url));
        }
    }

    // An IPv6 address stands in brackets, and without the zone that means something here only (RFC 6874 §4).
    private static string HostOf(Uri url) => url.HostNameType == UriHostNameType.IPv6 ? $"[{url.IdnHost.Split('%')[0]}]" : url.IdnHost;

    // Without the query, which may hold a token that no log should show.
    private static string PlaceOf(Uri url) => url.GetLeftPart(UriPartial.Path);

    // The page behind a refusal often says what is wrong; its beginning is quoted.
    private static async Task<string> QuoteBodyAsync(Stream stream, HttpResponseHead response, byte[] rest, CancellationToken cancellationToken)
    {
        if (response.StatusCode == 101 || response.Headers["Content-Length"] is null or "0")
        {
            return "";
        }

        if (rest.Length == 0)
        {
            rest = new byte[QuotedBodyBytes];
            rest = rest[..await stream.ReadAsync(rest, cancellationToken).ConfigureAwait(false)];
        }

        var text = Encoding.UTF8.GetString(rest.AsSpan(0, Math.Min(rest.Length, QuotedBodyBytes)));
        return $" The answer begins: {string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim()}";
    }
}
