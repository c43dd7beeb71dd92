using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>A client that asks to open a connection (RFC 6455 §4.2): read first, then accepted or refused by whoever knows the paths.</summary>
internal sealed class ServerOpening
{
    private readonly Stream _stream;
    private readonly byte[] _rest;

    private ServerOpening(Stream stream, UpgradeRequest request, byte[] rest)
    {
        _stream = stream;
        _rest = rest;
        Request = request;
    }

    public UpgradeRequest Request { get; }

    /// <summary>Reads the request.</summary>
    /// <returns>The opening, or the rejection to answer with; neither when the client went away.</returns>
    public static async Task<(ServerOpening? Opening, HandshakeRejection? Rejection)> ReadAsync(Stream stream, HandshakeLimits limits, CancellationToken cancellationToken)
    {
        var (head, rest, rejection) = await ReadHeadAsync(stream, limits, cancellationToken).ConfigureAwait(false);
        ServerOpening? opening = null;
        if (head is not null)
        {
            TryMake(stream, head, rest, out opening, out rejection);
        }

        return (opening, rejection);
    }

    /// <summary>Reads a request of HTTP, whatever it asks for.</summary>
    /// <returns>The head and the octets behind it, or the rejection to answer with; neither when the client went away.</returns>
    public static async Task<(HttpRequestHead? Head, byte[] Leftover, HandshakeRejection? Rejection)> ReadHeadAsync(Stream stream, HandshakeLimits limits, CancellationToken cancellationToken)
    {
        var head = new HttpRequestHeadReader(limits);
        var (status, rest) = await stream.ReadHeadAsync(head.Read, cancellationToken).ConfigureAwait(false);
        return status switch
        {
            HeadStatus.Complete => (head.Request, rest, null),
            HeadStatus.Failed => (null, rest, head.Rejection),
            _ => (null, rest, null),
        };
    }

    /// <summary>Takes a request for one to open a WebSocket, if it is one.</summary>
    public static bool TryMake(
        Stream stream, HttpRequestHead head, byte[] rest, [NotNullWhen(true)] out ServerOpening? opening, [NotNullWhen(false)] out HandshakeRejection? rejection)
    {
        opening = ServerHandshake.TryValidate(head, out var upgrade, out rejection) ? new ServerOpening(stream, upgrade, rest) : null;
        return opening is not null;
    }

    public async Task<WebSocketConnection> AcceptAsync(string? subprotocol, WebSocketConnectionOptions options, CancellationToken cancellationToken, IReadOnlyList<HttpHeader>? headers = null)
    {
        PerMessageDeflate? compression = null;
        HttpHeader[] extensions = options.Compression is { } willing
            && PerMessageDeflate.TryAccept(Request.Extensions, willing, options.DeflateProvider, out compression, out var response)
            ? [new("Sec-WebSocket-Extensions", response)]
            : [];
        var octets = new ArrayBufferWriter<byte>();
        ServerHandshake.WriteAccept(octets, Request, subprotocol, headers is null ? extensions : [.. extensions, .. headers]);
        await _stream.WriteAsync(octets.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        return new WebSocketConnection(_stream, WebSocketRole.Server, subprotocol, compression, _rest, options);
    }

    /// <summary>Answers with a short page, and lets the client read it to its end.</summary>
    public static Task RefuseAsync(Stream stream, HandshakeRejection rejection, CancellationToken cancellationToken) =>
        RefuseAsync(stream, rejection, omitPage: false, cancellationToken);

    /// <summary>As above; the answer to HEAD is one without a page.</summary>
    public static async Task RefuseAsync(Stream stream, HandshakeRejection rejection, bool omitPage, CancellationToken cancellationToken)
    {
        var octets = new ArrayBufferWriter<byte>();
        ServerHandshake.WriteRejection(octets, rejection, omitPage);
        await stream.WriteAsync(octets.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        await stream.EndPolitelyAsync(cancellationToken).ConfigureAwait(false);
    }
}
