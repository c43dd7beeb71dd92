using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>Reads heads in every way the network can cut them up, and says how each ended.</summary>
internal static class Heads
{
    /// <summary>The client's example of RFC 6455 §1.2.</summary>
    public const string RfcRequest =
        "GET /chat HTTP/1.1\r\n" +
        "Host: server.example.com\r\n" +
        "Upgrade: websocket\r\n" +
        "Connection: Upgrade\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
        "Origin: http://example.com\r\n" +
        "Sec-WebSocket-Protocol: chat, superchat\r\n" +
        "Sec-WebSocket-Version: 13\r\n" +
        "\r\n";

    /// <summary>The server's example of RFC 6455 §1.2.</summary>
    public const string RfcResponse =
        "HTTP/1.1 101 Switching Protocols\r\n" +
        "Upgrade: websocket\r\n" +
        "Connection: Upgrade\r\n" +
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" +
        "Sec-WebSocket-Protocol: chat\r\n" +
        "\r\n";

    private delegate HeadStatus Reader(ReadOnlySpan<byte> input, out int consumed);

    /// <summary>Each character is the octet of its number.</summary>
    public static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);

    public static HttpRequestHead AssertRequest(string text, string rest = "", HandshakeLimits? limits = null)
    {
        HttpRequestHead? request = null;
        foreach (var pieces in Cuts(Octets(text + rest)))
        {
            var reader = new HttpRequestHeadReader(limits ?? HandshakeLimits.Default);
            Assert.Equal((HeadStatus.Complete, text.Length), Feed(reader.Read, pieces));
            request ??= reader.Request;
            Assert.Equal(request.Method, reader.Request.Method);
            Assert.Equal(request.Target, reader.Request.Target);
            Assert.Equal(request.Headers, reader.Request.Headers);
        }

        return request!;
    }

    public static void AssertRefused(string text, int status, HandshakeLimits? limits = null)
    {
        foreach (var pieces in Cuts(Octets(text)))
        {
            var reader = new HttpRequestHeadReader(limits ?? HandshakeLimits.Default);
            Assert.Equal(HeadStatus.Failed, Feed(reader.Read, pieces).Status);
            Assert.Equal(status, reader.Rejection.StatusCode);
        }
    }

    public static HttpResponseHead AssertResponse(string text, string rest = "", HandshakeLimits? limits = null)
    {
        HttpResponseHead? response = null;
        foreach (var pieces in Cuts(Octets(text + rest)))
        {
            var reader = new HttpResponseHeadReader(limits ?? HandshakeLimits.Default);
            Assert.Equal((HeadStatus.Complete, text.Length), Feed(reader.Read, pieces));
            response ??= reader.Response;
            Assert.Equal(response.StatusCode, reader.Response.StatusCode);
            Assert.Equal(response.ReasonPhrase, reader.Response.ReasonPhrase);
            Assert.Equal(response.Headers, reader.Response.Headers);
        }

        return response!;
    }

    public static void AssertResponseRefused(string text, string error, HandshakeLimits? limits = null)
    {
        foreach (var pieces in Cuts(Octets(text)))
        {
            var reader = new HttpResponseHeadReader(limits ?? HandshakeLimits.Default);
            Assert.Equal(HeadStatus.Failed, Feed(reader.Read, pieces).Status);
            Assert.Equal(error, reader.Error);
        }
    }

    /// <summary>Whole, one octet at a time, and in two at every octet.</summary>
    private static IEnumerable<byte[][]> Cuts(byte[] octets)
    {
        yield return [octets];
        yield return [.. octets.Select(octet => new[] { octet })];
        for (var at = 1; at < octets.Length; at++)
        {
            yield return [octets[..at], octets[at..]];
        }
    }

    /// <summary>Gives every piece once, as the contract says, until the reader has its verdict.</summary>
    private static (HeadStatus Status, int Consumed) Feed(Reader read, byte[][] pieces)
    {
        var total = 0;
        foreach (var piece in pieces)
        {
            var status = read(piece, out var consumed);
            total += consumed;
            if (status != HeadStatus.NeedMore)
            {
                return (status, total);
            }

            Assert.Equal(piece.Length, consumed);
        }

        return (HeadStatus.NeedMore, total);
    }
}
