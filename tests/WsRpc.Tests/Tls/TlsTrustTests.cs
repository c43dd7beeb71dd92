using System.Net.Security;

namespace WsRpc.Tests.Tls;

/// <summary>Which servers a client believes, and what it says of the others.</summary>
public sealed class TlsTrustTests
{
    [Fact]
    public async Task Root_that_is_not_trusted_is_refused_and_called_so()
    {
        await using var server = await TlsPair.StartAsync();
        var failure = await TlsPair.Fails(server.Url, options => options.Tls = null);
        Assert.Contains("TLS failed: The remote certificate", failure.Message);
        Assert.StartsWith($"{server.Url}: ", failure.Message);
        Assert.Empty(server.Connections);
    }

    [Fact]
    public async Task Certificate_of_another_host_is_refused_and_called_so()
    {
        await using var server = await TlsPair.StartAsync(options => options.Certificate = ServerCertificate.From(Authority.Shared.IssueServer("other.example")));
        Assert.Contains("RemoteCertificateNameMismatch", (await TlsPair.Fails(server.Url)).Message);
    }

    [Fact]
    public async Task Certificate_that_has_expired_is_refused_and_called_so()
    {
        await using var server = await TlsPair.StartAsync(options => options.Certificate = ServerCertificate.From(Authority.Shared.IssueExpiredServer()));
        Assert.Contains("NotTimeValid", (await TlsPair.Fails(server.Url)).Message);
    }

    [Fact]
    public async Task Validation_of_the_application_has_the_last_word()
    {
        var own = Authority.Shared.IssueServer();
        await using var server = await TlsPair.StartAsync(options => options.Certificate = ServerCertificate.From(own));
        RemoteCertificateValidationCallback isOwn = (_, shown, _, errors) => errors != SslPolicyErrors.None && shown!.GetCertHashString() == own.GetCertHashString();
        await using var client = await TlsPair.ConnectAsync(server.Url, options => options.Tls = new() { RemoteCertificateValidationCallback = isOwn });
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
        await TlsPair.Fails(server.Url, options => options.Tls!.RemoteCertificateValidationCallback = (_, _, _, _) => false);
    }

    [Fact]
    public async Task Target_host_of_the_application_is_what_the_certificate_must_say()
    {
        await using var server = await TlsPair.StartAsync(options => options.Certificate = ServerCertificate.From(Authority.Shared.IssueServer("other.example")));
        await using var client = await TlsPair.ConnectAsync(server.Url, options => options.Tls!.TargetHost = "other.example");
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
    }
}
