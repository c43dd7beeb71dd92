using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace WsRpc.Tests.Tls;

/// <summary>Where a server's certificate comes from, and when another one takes its place.</summary>
public sealed class ServerCertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wsrpc-tls-").FullName;
    private readonly FakeTimeProvider _clock = new();
    private readonly RecordingLogger _logger = new();

    private string CertificatePath => Path.Combine(_folder, "cert.pem");

    private string KeyPath => Path.Combine(_folder, "key.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Name_the_client_asks_for_chooses_the_certificate()
    {
        var certificates = new Dictionary<string, ServerCertificate>
        {
            ["one.example"] = ServerCertificate.From(Authority.Shared.IssueServer("one.example")),
            ["two.example"] = ServerCertificate.From(Authority.Shared.IssueServer("two.example")),
        };
        await using var server = await TlsPair.StartAsync(options => options.Certificate = ServerCertificate.ByHostName(certificates.GetValueOrDefault));
        Assert.Equal("CN=one.example", await ShownTo("one.example", server));
        Assert.Equal("CN=two.example", await ShownTo("two.example", server));
        await TlsPair.Fails(server.Url, options => options.Tls!.TargetHost = "three.example");
        Assert.Equal("CN=one.example", await ShownTo("one.example", server));
    }

    [Fact]
    public void Certificate_without_a_private_key_is_refused_before_any_client_is()
    {
        var keyless = new System.Net.Security.SslServerAuthenticationOptions { ServerCertificate = X509CertificateLoader.LoadCertificate(Authority.Shared.Root.RawData) };
        var failure = Assert.Throws<ArgumentException>(() => new WsRpcServer("wss://127.0.0.1:0/rpc", options => options.Tls = keyless));
        Assert.Contains("CN=Test root has no private key", failure.Message);
    }

    [Fact]
    public void Malformed_file_is_named()
    {
        Write(Authority.Shared.IssueServer("old"));
        File.WriteAllText(CertificatePath, "-----BEGIN CERTIFICATE-----\nhalf");
        var failure = Assert.ThrowsAny<CryptographicException>(() => ServerCertificate.FromPemFiles(CertificatePath, KeyPath));
        Assert.StartsWith($"{CertificatePath}: ", failure.Message);
    }

    [Fact]
    public void Renewed_files_are_read_a_second_later_and_not_before()
    {
        Write(Authority.Shared.IssueServer("old"));
        var certificate = ServerCertificate.FromPemFiles(CertificatePath, KeyPath);
        Assert.Equal("CN=old", Shown(certificate));
        Write(Authority.Shared.IssueServer("new"));
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal("CN=old", Shown(certificate));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("CN=new", Shown(certificate));
        Assert.Equal(LogLevel.Information, Assert.Single(_logger.Entries).Level);
    }

    [Fact]
    public void Broken_files_leave_the_certificate_before_in_use_and_are_reported_once()
    {
        Write(Authority.Shared.IssueServer("old"));
        var certificate = ServerCertificate.FromPemFiles(CertificatePath, KeyPath);
        File.WriteAllText(CertificatePath, "-----BEGIN CERTIFICATE-----\nhalf");
        for (var second = 0; second < 3; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("CN=old", Shown(certificate));
        }

        var warning = Assert.Single(_logger.Entries);
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains(CertificatePath, warning.Text);
    }

    [Fact]
    public void Files_renewed_one_after_the_other_are_taken_when_they_fit()
    {
        Write(Authority.Shared.IssueServer("old"));
        var certificate = ServerCertificate.FromPemFiles(CertificatePath, KeyPath);
        var renewed = Authority.Shared.IssueServer("new");
        File.WriteAllText(CertificatePath, renewed.ExportCertificatePem());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=old", Shown(certificate));
        Write(renewed);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=new", Shown(certificate));
    }

    [Fact]
    public void Files_that_are_gone_leave_the_certificate_before_in_use()
    {
        Write(Authority.Shared.IssueServer("old"));
        var certificate = ServerCertificate.FromPemFiles(CertificatePath, KeyPath);
        File.Delete(KeyPath);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=old", Shown(certificate));
        Assert.Equal(LogLevel.Warning, Assert.Single(_logger.Entries).Level);
    }

    [Fact]
    public async Task Running_server_shows_the_renewed_certificate_to_the_next_client()
    {
        Write(Authority.Shared.IssueServer("old.example"));
        await using var server = await TlsPair.StartAsync(options =>
        {
            options.Certificate = ServerCertificate.FromPemFiles(CertificatePath, KeyPath);
            options.TimeProvider = _clock;
        });
        await using var before = await TlsPair.ConnectAsync(server.Url, options => options.Tls!.TargetHost = "old.example");
        Write(Authority.Shared.IssueServer("new.example"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await using var after = await TlsPair.ConnectAsync(server.Url, options => options.Tls!.TargetHost = "new.example");
        Assert.Equal(1, await before.GetProxy<IProbe>().EchoAsync(1).Within());
        Assert.Equal(2, await after.GetProxy<IProbe>().EchoAsync(2).Within());
    }

    [Fact]
    public void Encrypted_key_is_read_with_its_password()
    {
        var issued = Authority.Shared.IssueServer("sealed");
        Write(issued);
        using var key = issued.GetECDsaPrivateKey()!;
        var parameters = new System.Security.Cryptography.PbeParameters(
            System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000);
        File.WriteAllText(KeyPath, CopyOf(key).ExportEncryptedPkcs8PrivateKeyPem("secret", parameters));
        Assert.Equal("CN=sealed", Shown(ServerCertificate.FromPemFiles(CertificatePath, KeyPath, "secret")));
        Assert.ThrowsAny<Exception>(() => ServerCertificate.FromPemFiles(CertificatePath, KeyPath, "wrong"));
    }

    [Fact]
    public void Container_is_read_with_its_password_and_again_when_it_changes()
    {
        var path = Path.Combine(_folder, "server.pfx");
        File.WriteAllBytes(path, Authority.Shared.IssueServer("old").Export(X509ContentType.Pkcs12, "secret"));
        var certificate = ServerCertificate.FromPfx(path, "secret");
        Assert.Equal("CN=old", Shown(certificate));
        File.WriteAllBytes(path, Authority.Shared.IssueServer("new").Export(X509ContentType.Pkcs12, "secret"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=new", Shown(certificate));
    }

    [Fact]
    public void What_cannot_be_a_servers_certificate_is_a_mistake_of_the_caller()
    {
        var issued = Authority.Shared.IssueServer("a");
        Write(issued);
        File.WriteAllText(KeyPath, CopyOf(Authority.Shared.IssueServer("b").GetECDsaPrivateKey()!).ExportPkcs8PrivateKeyPem());
        Assert.Throws<ArgumentException>(() => ServerCertificate.FromPemFiles(CertificatePath, KeyPath));
        Assert.Throws<ArgumentException>(() => ServerCertificate.From(X509CertificateLoader.LoadCertificate(issued.RawData)));
        Assert.Throws<FileNotFoundException>(() => ServerCertificate.FromPfx(Path.Combine(_folder, "none.pfx")));
        Assert.Contains("none.invalid", Assert.Throws<ArgumentException>(() => ServerCertificate.FromStore("none.invalid")).Message);
    }

    private static async Task<string> ShownTo(string host, WsRpcServer server)
    {
        var options = TlsPair.Trusting();
        options.TargetHost = host;
        await using var stream = await TlsPair.HandshakeAsync(server.Url, options);
        return stream.RemoteCertificate!.Subject;
    }

    private static System.Security.Cryptography.ECDsa CopyOf(System.Security.Cryptography.ECDsa key)
    {
        // One that came from a container may be exported only encrypted.
        var parameters = new System.Security.Cryptography.PbeParameters(
            System.Security.Cryptography.PbeEncryptionAlgorithm.Aes128Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1);
        var copy = System.Security.Cryptography.ECDsa.Create();
        copy.ImportEncryptedPkcs8PrivateKey("copy", key.ExportEncryptedPkcs8PrivateKey("copy", parameters), out _);
        return copy;
    }

    private string Shown(ServerCertificate certificate) => certificate.For("", _clock, _logger)!.TargetCertificate.Subject;

    private void Write(X509Certificate2 certificate)
    {
        File.WriteAllText(CertificatePath, certificate.ExportCertificatePem());
        File.WriteAllText(KeyPath, CopyOf(certificate.GetECDsaPrivateKey()!).ExportPkcs8PrivateKeyPem());
    }
}
