using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WsRpc.Tests.Tls;

/// <summary>An authority of the test's own: a root that nobody else trusts, and what it issues.</summary>
internal sealed class Authority
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    public Authority(string name = "Test root")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
    }

    /// <summary>One for all tests that do not ask which.</summary>
    public static Authority Shared { get; } = new();

    public X509Certificate2 Root { get; }

    /// <summary>Trusts this authority and no other.</summary>
    public X509ChainPolicy Trust => new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { Root }, RevocationMode = X509RevocationMode.NoCheck };

    /// <summary>For <c>localhost</c>, <c>127.0.0.1</c> and <c>::1</c>.</summary>
    public X509Certificate2 IssueServer() => IssueServer("localhost", IPAddress.Loopback, IPAddress.IPv6Loopback);

    public X509Certificate2 IssueServer(string host, params IPAddress[] addresses)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        Array.ForEach(addresses, names.AddIpAddress);
        return Issue($"CN={host}", ServerUse, daysLeft: 10, names.Build());
    }

    public X509Certificate2 IssueExpiredServer()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        return Issue("CN=expired", ServerUse, daysLeft: -1, names.Build());
    }

    public X509Certificate2 IssueClient(string name = "ann") => Issue($"CN={name}", ClientUse, daysLeft: 10);

    private X509Certificate2 Issue(string subject, string use, int daysLeft, params X509Extension[] extensions)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        Array.ForEach(extensions, request.CertificateExtensions.Add);
        using var issued = request.Create(Root, DateTimeOffset.UtcNow.AddDays(-20), DateTimeOffset.UtcNow.AddDays(daysLeft), RandomNumberGenerator.GetBytes(8));
        return X509CertificateLoader.LoadPkcs12(issued.CopyWithPrivateKey(key).Export(X509ContentType.Pkcs12), password: null);
    }
}
