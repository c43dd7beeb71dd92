using System.Security.Cryptography;
using System.Text;

namespace WsRpc.Conformance;

/// <summary>The opening handshake (RFC 6455 §4), both sides, by hand.</summary>
internal static class OpeningHandshake
{
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ=="; // §1.3

    /// <summary>A client's request that asks for nothing but a WebSocket.</summary>
    public static string Request(int port, string moreFields = "") =>
        $"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Key}\r\n{moreFields}\r\n";

    /// <summary>A server's answer to a client's request.</summary>
    public static string Response(string request, string moreFields = "") =>
        $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Accept(Field(request, "Sec-WebSocket-Key"))}\r\n{moreFields}\r\n";

    public static string Accept(string key) => Convert.ToBase64String(
#pragma warning disable CA5350 // §1.3 says SHA-1
        SHA1.HashData(Encoding.ASCII.GetBytes($"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350

    /// <summary>The value of the only field of that name.</summary>
    public static string Field(string head, string name) =>
        head.Split("\r\n").Single(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];
}
