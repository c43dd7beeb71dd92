using System.Net.Security;

namespace WsRpc;

/// <summary>Files that hold a certificate and its key.</summary>
internal interface ICertificateFormat
{
    /// <summary>Where the certificate is, for people.</summary>
    string Path { get; }

    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    byte[][] Read();

    /// <exception cref="ArgumentException">Something is missing in the files, or they do not belong together.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file is malformed.</exception>
    SslStreamCertificateContext Parse(byte[][] files);
}
