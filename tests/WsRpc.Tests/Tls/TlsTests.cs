using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Tls;

/// <summary>Calls over wss://, by either kind of sockets.</summary>
public sealed class TlsTests
{
    [Theory, PortableSockets, EpollSockets]
    public async Task Calls_go_both_ways_over_tls(SocketKind kind)
    {
        await using var server = await TlsPair.StartAsync(kind: kind);
        var probe = new Probe();
        await using var client = await TlsPair.ConnectAsync(server.Url, options => options.AddService<IProbe>(probe), kind);
        Assert.Equal(3, await client.GetProxy<IProbe>().AddAsync(1, 2).Within());
        Assert.Equal(5, await (await server.AcceptedAsync()).GetProxy<IProbe>().AddAsync(2, 3).Within());
        Assert.Equal("wss", server.Url.Scheme);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Both_ends_know_their_peer(SocketKind kind)
    {
        await using var server = await TlsPair.StartAsync(kind: kind);
        await using var client = await TlsPair.ConnectAsync(server.Url, kind: kind);
        Assert.Equal(server.Url.Port, Assert.IsType<IPEndPoint>(client.RemoteEndPoint).Port);
        Assert.Equal(IPAddress.Loopback, Assert.IsType<IPEndPoint>((await server.AcceptedAsync()).RemoteEndPoint).Address.MapToIPv4());
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Large_messages_go_both_ways(SocketKind kind)
    {
        await using var server = await TlsPair.StartAsync(kind: kind);
        await using var client = await TlsPair.ConnectAsync(server.Url, kind: kind);
        var text = string.Concat(Enumerable.Range(0, 300_000).Select(i => (char)('a' + (i % 23))));
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(times => client.GetProxy<IProbe>().SayAsync(text, times).AsTask())).Within();
        Assert.All(answers, (answer, i) => Assert.Equal(string.Concat(Enumerable.Repeat(text, i + 1)), answer));
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Many_calls_at_a_time_are_all_answered(SocketKind kind)
    {
        await using var server = await TlsPair.StartAsync(kind: kind);
        await using var client = await TlsPair.ConnectAsync(server.Url, kind: kind);
        var probe = client.GetProxy<IProbe>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => probe.EchoAsync(i).AsTask())).Within();
        Assert.Equal(Enumerable.Range(0, 1000), answers);
    }

    [Fact]
    public async Task Url_of_https_is_taken_as_wss()
    {
        await using var server = await TlsPair.StartAsync();
        await using var client = await TlsPair.ConnectAsync(new Uri($"https://localhost:{server.Url.Port}/rpc"));
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
    }

    [Fact]
    public async Task Protocol_agreed_by_alpn_is_http_1_1()
    {
        await using var server = await TlsPair.StartAsync();
        var options = TlsPair.Trusting();
        options.TargetHost = "localhost";
        options.ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];
        await using var stream = await TlsPair.HandshakeAsync(server.Url, options);
        Assert.Equal(SslApplicationProtocol.Http11, stream.NegotiatedApplicationProtocol);
    }

    [Fact]
    public async Task Client_that_speaks_http_2_only_is_refused()
    {
        await using var server = await TlsPair.StartAsync();
        var options = TlsPair.Trusting();
        options.TargetHost = "localhost";
        options.ApplicationProtocols = [SslApplicationProtocol.Http2];
        await Assert.ThrowsAsync<AuthenticationException>(() => TlsPair.HandshakeAsync(server.Url, options));
    }

    [Fact]
    public async Task Options_of_the_application_are_not_changed()
    {
        await using var server = await TlsPair.StartAsync();
        var options = TlsPair.Trusting();
        await using var client = await TlsPair.ConnectAsync(server.Url, more => more.Tls = options);
        Assert.Null(options.TargetHost);
        Assert.Null(options.ApplicationProtocols);
    }

    [Fact]
    public void Secure_url_without_a_certificate_is_a_mistake_of_the_caller()
    {
        var mistake = Assert.Throws<ArgumentException>(() => new WsRpcServer("wss://127.0.0.1:0/rpc"));
        Assert.Contains("WsRpcServerOptions.Certificate", mistake.Message);
    }

    [Fact]
    public void Certificate_for_a_plain_url_is_a_mistake_of_the_caller()
    {
        var mistake = Assert.Throws<ArgumentException>(() =>
            new WsRpcServer("ws://127.0.0.1:0/rpc", options => options.Certificate = ServerCertificate.From(Authority.Shared.IssueServer())));
        Assert.Contains("wss://", mistake.Message);
    }
}
