using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace WsRpc.Tests.Tls;

/// <summary>Clients that show certificates, and servers that ask for them.</summary>
public sealed class ClientCertificateTests
{
    [Fact]
    public async Task Certificate_that_was_asked_for_is_known_to_the_server()
    {
        await using var server = await StartAskingAsync();
        await using var client = await TlsPair.ConnectAsync(server.Url, Showing(Authority.Shared));
        Assert.Equal("CN=ann", (await server.AcceptedAsync()).Handshake.ClientCertificate?.Subject);
        Assert.Null(client.Handshake.ClientCertificate);
    }

    [Fact]
    public async Task Client_without_the_certificate_that_is_required_is_refused()
    {
        var logger = new RecordingLogger();
        await using var server = await StartAskingAsync(logger);
        var failure = await TlsPair.Fails(server.Url);
        Assert.StartsWith($"{server.Url}: ", failure.Message);
        Assert.Contains("client's certificate", failure.Message);
        Assert.Empty(server.Connections);
        await InTime.Until(() => logger.Entries.Any(entry => entry.Text.Contains("no TLS")));
        Assert.All(logger.Entries, entry => Assert.InRange(entry.Level, LogLevel.Trace, LogLevel.Information));
    }

    [Fact]
    public async Task Choice_of_a_certificate_that_throws_is_a_failure_of_tls()
    {
        await using var server = await StartAskingAsync();
        var failure = await TlsPair.Fails(server.Url, options => options.Tls!.LocalCertificateSelectionCallback = (_, _, _, _, _) => throw new InvalidOperationException("the card is not in the reader"));
        Assert.Contains("TLS failed: the card is not in the reader", failure.Message);
    }

    [Fact]
    public async Task Certificate_of_an_authority_that_is_not_trusted_is_refused()
    {
        await using var server = await StartAskingAsync();
        await TlsPair.Fails(server.Url, Showing(new Authority("Somebody else")));
        Assert.Empty(server.Connections);
    }

    [Fact]
    public async Task Nobody_is_asked_unless_the_server_says_so()
    {
        await using var server = await TlsPair.StartAsync();
        await using var client = await TlsPair.ConnectAsync(server.Url, Showing(Authority.Shared));
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
        Assert.Null((await server.AcceptedAsync()).Handshake.ClientCertificate);
    }

    private static Task<WsRpcServer> StartAskingAsync(RecordingLogger? logger = null) => TlsPair.StartAsync(options =>
    {
        options.Tls = new SslServerAuthenticationOptions { ClientCertificateRequired = true, CertificateChainPolicy = Authority.Shared.Trust };
        options.LoggerFactory = logger ?? options.LoggerFactory;
    });

    private static Action<WsRpcClientOptions> Showing(Authority authority) => options => options.Tls!.ClientCertificates = [authority.IssueClient()];
}
