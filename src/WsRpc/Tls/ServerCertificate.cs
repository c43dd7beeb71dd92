using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace WsRpc;

/// <summary>The certificate that a server shows, with its private key: from files that may be renewed, from a store, or as it is. Thread-safe.</summary>
public abstract class ServerCertificate
{
    private protected ServerCertificate()
    {
    }

    /// <summary>A certificate and its key in PEM, as certbot and most authorities write them.</summary>
    /// <remarks>
    /// The files are read again when their contents have changed: that is looked at when a client connects, at most once a second.
    /// What cannot be read or does not fit together then is logged as a warning, and the certificate before stays in use.
    /// </remarks>
    /// <param name="certificatePath">The certificate, and behind it those that were issued to its issuers, the root excepted.</param>
    /// <param name="keyPath">The private key: PKCS#8, PKCS#1 or SEC 1.</param>
    /// <param name="keyPassword">What the key is encrypted with; <see langword="null"/> when it is not.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="ArgumentException">There is no certificate or no key in the files, or they do not belong together.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file is malformed, or the password is wrong.</exception>
    public static ServerCertificate FromPemFiles(string certificatePath, string keyPath, string? keyPassword = null) =>
        new CertificateFiles(new PemFiles(certificatePath, keyPath, keyPassword));

    /// <summary>A certificate with its key in PKCS#12. It is read again as <see cref="FromPemFiles"/> describes.</summary>
    /// <param name="path">The file, with further certificates of the chain if need be.</param>
    /// <param name="password">What the file is encrypted with; <see langword="null"/> when it is not.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">There is no certificate with a private key in it.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file is malformed, or the password is wrong.</exception>
    public static ServerCertificate FromPfx(string path, string? password = null) => new CertificateFiles(new PfxFile(path, password));

    /// <summary>A certificate with its key in a store of the system; of several that fit, the one that is valid for longest. Looked for once, now.</summary>
    /// <param name="subjectName">What the subject contains, for example <c>example.com</c>.</param>
    /// <param name="store">Which store. Default: the personal one.</param>
    /// <param name="location">Whose. Default: the current user's.</param>
    /// <exception cref="ArgumentException">There is no such certificate with a private key.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The store cannot be opened.</exception>
    public static ServerCertificate FromStore(string subjectName, StoreName store = StoreName.My, StoreLocation location = StoreLocation.CurrentUser)
    {
        using var opened = new X509Store(store, location, OpenFlags.ReadOnly);
        var certificate = opened.Certificates.Find(X509FindType.FindBySubjectName, subjectName, validOnly: false)
            .Where(found => found.HasPrivateKey)
            .MaxBy(found => found.NotAfter);
        return certificate is null
            ? throw new ArgumentException($"The store {location}/{store} has no certificate of \"{subjectName}\" with a private key.", nameof(subjectName))
            : From(certificate);
    }

    /// <summary>A certificate as it is.</summary>
    /// <param name="certificate">The certificate, with its private key; to be kept undisposed while the server runs.</param>
    /// <param name="intermediates">Those that were issued to its issuers, the root excepted.</param>
    /// <exception cref="ArgumentException"><paramref name="certificate"/> has no private key.</exception>
    public static ServerCertificate From(X509Certificate2 certificate, X509Certificate2Collection? intermediates = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.HasPrivateKey
            ? new FixedCertificate(SslStreamCertificateContext.Create(certificate, intermediates, offline: true))
            : throw new ArgumentException($"The certificate {certificate.Subject} has no private key.", nameof(certificate));
    }

    /// <summary>A certificate by the name that the client wants to reach (SNI, RFC 6066 §3).</summary>
    /// <param name="choose">
    /// Given the name, empty where the client says none, gives one of several certificates made before, or <see langword="null"/> to refuse the client.
    /// Called once per connection, from several threads at a time; it should not block.
    /// </param>
    public static ServerCertificate ByHostName(Func<string, ServerCertificate?> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        return new CertificateByHostName(choose);
    }

    /// <summary>What to show to a client that wants to reach a host; null to show nothing and refuse.</summary>
    internal abstract SslStreamCertificateContext? For(string hostName, TimeProvider clock, ILogger logger);
}
