using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace WsRpc;

/// <summary>A certificate, its key and perhaps its chain in one container (PKCS#12, RFC 7292).</summary>
internal sealed class PfxFile(string path, string? password) : ICertificateFormat
{
    public string Path => path;

    public byte[][] Read() => [File.ReadAllBytes(path)];

    public SslStreamCertificateContext Parse(byte[][] files)
    {
        var certificates = X509CertificateLoader.LoadPkcs12Collection(files[0], password);
        var certificate = certificates.FirstOrDefault(found => found.HasPrivateKey)
            ?? throw new ArgumentException($"{path} has no certificate with a private key.");
        return SslStreamCertificateContext.Create(certificate, certificates, offline: true);
    }
}
