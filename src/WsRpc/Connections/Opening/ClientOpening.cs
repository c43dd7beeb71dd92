using System.Buffers;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>Opens a connection as a client: the way to the server, then the opening handshake (RFC 6455 §4.1), each within its time.</summary>
internal static class ClientOpening
{
    public static async Task<(WebSocketConnection Connection, HttpResponseHead Response)> OpenAsync(Uri url, WebSocketConnectOptions options, CancellationToken cancellationToken)
    {
        var target = WebSocketUrl.Of(url);

        // First: what cannot be sent is refused before anybody is dialed.
        var request = Prepare(target, options);
        var stream = await StepAsync(
            token => ClientDialing.DialAsync(target, options, token), options.ConnectTimeout, "not connected", target, options, cancellationToken).ConfigureAwait(false);
        try
        {
            return await StepAsync(
                token => HandshakeAsync(stream, request, target, options, token), options.HandshakeTimeout, "no answer to the opening request", target, options, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<T> StepAsync<T>(
        Func<CancellationToken, Task<T>> step, TimeSpan limit, string missing, WebSocketUrl url, WebSocketConnectOptions options, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, options.Connection.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await step(either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (WebSocketConnectException or ArgumentException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new WebSocketConnectException(
                timeout.IsCancellationRequested
                    ? $"{url.Place}: {missing} within {limit.TotalSeconds:0.#} s."
                    : $"{url.Place}: {exception.Message.TrimEnd('.')}.",
                exception);
        }
    }

    /// <summary>The handshake alone, over a stream that reaches the server.</summary>
    public static Task<(WebSocketConnection Connection, HttpResponseHead Response)> HandshakeAsync(
        Stream stream, WebSocketUrl url, WebSocketConnectOptions options, CancellationToken cancellationToken) =>
        HandshakeAsync(stream, Prepare(url, options), url, options, cancellationToken);

    private static (ClientHandshakeRequest Request, ReadOnlyMemory<byte> Octets) Prepare(WebSocketUrl url, WebSocketConnectOptions options)
    {
        var request = ClientRequest.Of(url, options);
        var octets = new ArrayBufferWriter<byte>();
        ClientHandshake.WriteRequest(octets, request);
        return (request, octets.WrittenMemory);
    }

    private static async Task<(WebSocketConnection Connection, HttpResponseHead Response)> HandshakeAsync(
        Stream stream, (ClientHandshakeRequest Request, ReadOnlyMemory<byte> Octets) opening, WebSocketUrl url, WebSocketConnectOptions options, CancellationToken cancellationToken)
    {
        var (response, rest) = await ExchangeAsync(stream, opening.Octets, url, options, cancellationToken).ConfigureAwait(false);
        ClientRequest.KeepCookies(options.Cookies, response, url);
        if (!ClientHandshake.TryValidate(response, opening.Request, out var subprotocol, out var failure))
        {
            var more = await RefusedOpening.DescribeAsync(stream, response, rest, url, options.Connection.TimeProvider, cancellationToken).ConfigureAwait(false);
            throw new WebSocketConnectException($"{url.Place}: {failure.TrimEnd('.')}.{more}") { StatusCode = response.StatusCode == 101 ? null : response.StatusCode };
        }

        PerMessageDeflate? compression = null;
        if (options.Connection.Compression is { } willing
            && !PerMessageDeflate.TryConfirm(response.Headers, willing, options.Connection.DeflateProvider, out compression))
        {
            throw new WebSocketConnectException($"{url.Place}: GET {url.Url.AbsolutePath} answered 101 with a permessage-deflate that does not fit the offer.");
        }

        return (new WebSocketConnection(stream, WebSocketRole.Client, subprotocol, compression, rest, options.Connection), response);
    }

    private static async Task<(HttpResponseHead Response, byte[] Leftover)> ExchangeAsync(
        Stream stream, ReadOnlyMemory<byte> request, WebSocketUrl url, WebSocketConnectOptions options, CancellationToken cancellationToken)
    {
        var head = new HttpResponseHeadReader(options.HandshakeLimits);
        var first = default(byte?);
        HeadStatus status;
        byte[] rest;
        try
        {
            await stream.WriteAsync(request, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            (status, rest) = await stream.ReadHeadAsync(Read, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (stream is TlsStream)
        {
            // A server may refuse a client's certificate only now: to the client, TLS 1.3 stands before the server has looked (RFC 8446 §4.4.2.4).
            throw new IOException($"TLS failed: {exception.Cause()}", exception);
        }

        return status switch
        {
            HeadStatus.NeedMore => throw new WebSocketConnectException($"{url.Place}: the server closed the connection during the opening handshake{OpeningHints.ForEnd(stream)}."),
            HeadStatus.Failed => throw new WebSocketConnectException($"{url.Place}: the server's answer is not HTTP{OpeningHints.ForAnswer(first)}: {head.Error.TrimEnd('.')}."),
            _ => (head.Response, rest),
        };

        HeadStatus Read(ReadOnlySpan<byte> octets, out int consumed)
        {
            first ??= octets[0];
            return head.Read(octets, out consumed);
        }
    }
}
