using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

/// <summary>The first line of a head: three elements, parted by single spaces (RFC 9112 §3, §4).</summary>
internal sealed record StartLineSyntax(
    SearchValues<byte> First,
    SearchValues<byte> Second,
    SearchValues<byte> Third,
    HandshakeRejection Malformed)
{
    /// <summary>Method, target, version.</summary>
    public static StartLineSyntax Request { get; } =
        new(HttpSyntax.TokenOctets, HttpSyntax.TargetOctets, HttpSyntax.VisibleOctets, Rejections.RequestLine);

    /// <summary>Version, status code, reason phrase.</summary>
    public static StartLineSyntax Response { get; } =
        new(HttpSyntax.VisibleOctets, HttpSyntax.DigitOctets, HttpSyntax.FieldValueOctets, Rejections.StatusLine);
}
