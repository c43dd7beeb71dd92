using System.Buffers;
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
        var head = new HttpRequestHeadReader(limits);
        var (status, rest) = await stream.ReadHeadAsync(head.Read, cancellationToken).ConfigureAwait(false);
        if (status == HeadStatus.NeedMore)
        {
            return (null, null);
        }

        if (status == HeadStatus.Failed)
        {
            return (null, head.Rejection);
        }

        return ServerHandshake.TryValidate(head.Request, out var upgrade, out var rejection)
            ? (new ServerOpening(stream, upgrade, rest), null)
            : (null, rejection);
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
    public static async Task RefuseAsync(Stream stream, HandshakeRejection rejection, CancellationToken cancellationToken)
    {
        var octets = new ArrayBufferWriter<byte>();
        ServerHandshake.WriteRejection(octets, rejection);
        await stream.WriteAsync(octets.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        await stream.EndPolitelyAsync(cancellationToken).ConfigureAwait(false);
    }
}
