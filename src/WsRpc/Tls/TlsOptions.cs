using System.Net.Security;

namespace WsRpc;

/// <summary>The caller's options with what this library adds to them, in a copy: the caller may use them elsewhere, and change them.</summary>
internal static class TlsOptions
{
    // The only protocol a WebSocket of RFC 6455 can be opened over.
    private static List<SslApplicationProtocol> DefaultProtocols => [SslApplicationProtocol.Http11];

    public static SslClientAuthenticationOptions ForClient(SslClientAuthenticationOptions options, string host)
    {
        var copy = new SslClientAuthenticationOptions()
        {
            TargetHost = options.TargetHost ?? host,
            ApplicationProtocols = options.ApplicationProtocols ?? DefaultProtocols,
            AllowRenegotiation = options.AllowRenegotiation,
            AllowTlsResume = options.AllowTlsResume,
            CertificateChainPolicy = options.CertificateChainPolicy,
            CertificateRevocationCheckMode = options.CertificateRevocationCheckMode,
            CipherSuitesPolicy = options.CipherSuitesPolicy,
            ClientCertificateContext = options.ClientCertificateContext,
            ClientCertificates = options.ClientCertificates,
            EnabledSslProtocols = options.EnabledSslProtocols,
            EncryptionPolicy = options.EncryptionPolicy,
            LocalCertificateSelectionCallback = options.LocalCertificateSelectionCallback,
            RemoteCertificateValidationCallback = options.RemoteCertificateValidationCallback,
        };
#if NET10_0_OR_GREATER
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            copy.AllowRsaPkcs1Padding = options.AllowRsaPkcs1Padding;
            copy.AllowRsaPssPadding = options.AllowRsaPssPadding;
        }
#endif
        return copy;
    }

    /// <summary>For a handshake of a server.</summary>
    /// <param name="options">The caller's.</param>
    /// <param name="certificate">What is shown; null to leave that to the caller's options.</param>
    public static SslServerAuthenticationOptions ForServer(SslServerAuthenticationOptions options, SslStreamCertificateContext? certificate)
    {
        var copy = new SslServerAuthenticationOptions()
        {
            ServerCertificateContext = certificate ?? options.ServerCertificateContext,
            ServerCertificate = certificate is null ? options.ServerCertificate : null,
            ServerCertificateSelectionCallback = certificate is null ? options.ServerCertificateSelectionCallback : null,
            ApplicationProtocols = options.ApplicationProtocols ?? DefaultProtocols,
            AllowRenegotiation = options.AllowRenegotiation,
            AllowTlsResume = options.AllowTlsResume,
            CertificateChainPolicy = options.CertificateChainPolicy,
            CertificateRevocationCheckMode = options.CertificateRevocationCheckMode,
            CipherSuitesPolicy = options.CipherSuitesPolicy,
            ClientCertificateRequired = options.ClientCertificateRequired,
            EnabledSslProtocols = options.EnabledSslProtocols,
            EncryptionPolicy = options.EncryptionPolicy,
            RemoteCertificateValidationCallback = options.RemoteCertificateValidationCallback,
        };
#if NET10_0_OR_GREATER
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            copy.AllowRsaPkcs1Padding = options.AllowRsaPkcs1Padding;
            copy.AllowRsaPssPadding = options.AllowRsaPssPadding;
        }
#endif
        return copy;
    }

    /// <summary>Whether these options show a certificate of their own.</summary>
    public static bool HasCertificate(this SslServerAuthenticationOptions options) =>
        (options.ServerCertificate ?? (object?)options.ServerCertificateContext ?? options.ServerCertificateSelectionCallback) is not null;
}
