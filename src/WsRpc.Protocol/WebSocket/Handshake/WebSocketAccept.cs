using System.Security.Cryptography;
using System.Text;

namespace WsRpc.Protocol.WebSocket;

/// <summary>The proof that a server has read the handshake (RFC 6455 §4.2.2 /5.4).</summary>
public static class WebSocketAccept
{
    private const int KeyLength = 24;
    private const int NonceLength = 16;

    private static ReadOnlySpan<byte> Guid => "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8;

    /// <summary>Computes the value of <c>Sec-WebSocket-Accept</c>. May be called from any thread.</summary>
    /// <param name="key">The value of <c>Sec-WebSocket-Key</c>.</param>
    /// <returns>28 characters of base64.</returns>
    /// <exception cref="ArgumentException">The key is not 16 octets in base64.</exception>
    public static string Compute(string key)
    {
        if (!IsKey(key))
        {
            throw new ArgumentException("A key is 16 octets in base64.", nameof(key));
        }

        Span<byte> proof = stackalloc byte[KeyLength + Guid.Length];
        Encoding.ASCII.GetBytes(key, proof);
        Guid.CopyTo(proof[KeyLength..]);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // SHA-1 is what RFC 6455 §4.2.2 names; it proves that the request was read and protects nothing.
        SHA1.HashData(proof, hash);
#pragma warning restore CA5350
        return Convert.ToBase64String(hash);
    }

    /// <summary>Whether a text is 16 octets in base64; 24 characters leave no room for whitespace.</summary>
    internal static bool IsKey(string key)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        return key.Length == KeyLength && Convert.TryFromBase64String(key, nonce, out var written) && written == NonceLength;
    }
}
