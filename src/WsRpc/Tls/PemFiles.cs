using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WsRpc;

/// <summary>A chain of certificates and a key in PEM (RFC 7468).</summary>
internal sealed class PemFiles(string certificatePath, string keyPath, string? keyPassword) : ICertificateFormat
{
    public string Path => certificatePath;

    public byte[][] Read() => [File.ReadAllBytes(certificatePath), File.ReadAllBytes(keyPath)];

    public SslStreamCertificateContext Parse(byte[][] files)
    {
        var (chain, key) = (Encoding.UTF8.GetString(files[0]), Encoding.UTF8.GetString(files[1]));
        var certificate = keyPassword is null ? X509Certificate2.CreateFromPem(chain, key) : X509Certificate2.CreateFromEncryptedPem(chain, key, keyPassword);
        var intermediates = new X509Certificate2Collection();
        intermediates.ImportFromPem(chain);
        if (OperatingSystem.IsWindows())
        {
            // Its TLS cannot use a key that is only in memory; one that came in a container is kept by the system.
            using var ephemeral = certificate;
            certificate = X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), password: null);
        }

        return SslStreamCertificateContext.Create(certificate, intermediates, offline: true);
    }
}
