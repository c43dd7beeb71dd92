using System.Text;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Tls;

/// <summary>How connections over TLS end.</summary>
public sealed class TlsEndingTests
{
    [Theory, PortableSockets, EpollSockets]
    public async Task Client_closes_in_an_orderly_way(SocketKind kind)
    {
        await using var server = await TlsPair.StartAsync(kind: kind);
        await using var client = await TlsPair.ConnectAsync(server.Url, kind: kind);
        var accepted = await server.AcceptedAsync();
        await client.CloseAsync(1000, "done").AsTask().Within();
        var closed = await accepted.Completion.Within();
        Assert.Equal((1000, "done", true), (closed.Code, closed.Reason, closed.InitiatedByPeer));
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Server_that_stops_closes_in_an_orderly_way(SocketKind kind)
    {
        var server = await TlsPair.StartAsync(kind: kind);
        await using var client = await TlsPair.ConnectAsync(server.Url, kind: kind);
        await server.DisposeAsync().AsTask().Within();
        Assert.Equal(1001, (await client.Completion.Within()).Code);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Both_ends_say_close_notify(SocketKind kind)
    {
        await using var server = await TlsPair.StartAsync(kind: kind);
        using var between = new CuttingRelay(server.Url.Port);
        var client = await TlsPair.ConnectAsync(new Uri($"wss://127.0.0.1:{between.Port}/rpc"), kind: kind);
        await client.GetProxy<IProbe>().EchoAsync(1).Within(); // whatever else there is to say has been said
        var before = (between.FromClient, between.FromServer);
        await client.CloseAsync().AsTask().Within();
        await between.Completion.Within();

        // A Close frame in a record of TLS 1.3 and an alert (two octets, a type and a tag, behind a header) in another, each way.
        const int Alert = 5 + 2 + 1 + 16;
        const int Frame = 5 + 1 + 16;
        Assert.Equal(Frame + 8 + Alert, between.FromClient - before.FromClient);
        Assert.Equal(Frame + 4 + Alert, between.FromServer - before.FromServer);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Peer_that_is_cut_in_the_middle_of_tls_is_lost(SocketKind kind)
    {
        await using var server = await TlsPair.StartAsync(kind: kind);
        using var between = new CuttingRelay(server.Url.Port);
        await using var client = await TlsPair.ConnectAsync(new Uri($"wss://127.0.0.1:{between.Port}/rpc"), kind: kind);
        var accepted = await server.AcceptedAsync();
        between.Cut();
        Assert.Equal(1006, (await client.Completion.Within()).Code);
        Assert.Equal(1006, (await accepted.Completion.Within()).Code);
    }

    [Fact]
    public async Task Client_that_is_silent_is_dropped_after_the_handshake_timeout()
    {
        var clock = new FakeTimeProvider();
        await using var server = await TlsPair.StartAsync(options => options.TimeProvider = clock);
        using var silent = await RawSocket.ConnectAsync(server.Url);
        await InTime.Until(() => clock.TimerCount > 0);
        clock.Advance(TimeSpan.FromSeconds(10));
        await silent.IsCutOff();
    }

    [Fact]
    public async Task Client_that_falls_silent_in_the_handshake_is_dropped_after_its_timeout()
    {
        var clock = new FakeTimeProvider();
        await using var server = await TlsPair.StartAsync(options => options.TimeProvider = clock);
        using var silent = await RawSocket.ConnectAsync(server.Url);
        await silent.Sends([22, 3, 1, 0, 200, 1]);
        await InTime.Until(() => clock.TimerCount > 0);
        clock.Advance(TimeSpan.FromSeconds(10));
        await silent.IsCutOff();
    }

    [Fact]
    public async Task Server_that_is_silent_in_the_handshake_is_given_up()
    {
        var clock = new FakeTimeProvider();
        using var silent = new RawServer();
        var failing = TlsPair.Fails(new UriBuilder(silent.Url) { Scheme = "wss" }.Uri, options => options.TimeProvider = clock);
        using var connection = await silent.Accepts();
        await connection.ReceivesUntil("\u0016");
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Contains("not connected within 15 s", (await failing).Message);
    }

    [Fact]
    public async Task Page_of_a_refusal_is_read_to_its_end()
    {
        await using var server = await TlsPair.StartAsync();
        Assert.Contains("Nothing is served at this path.", (await TlsPair.Fails(new Uri(server.Url, "/rcp"))).Message);
    }

    [Fact]
    public async Task Refusal_is_not_overtaken_by_a_reset_while_the_client_still_sends()
    {
        await using var server = await TlsPair.StartAsync();
        var options = TlsPair.Trusting();
        options.TargetHost = "localhost";
        await using var client = await TlsPair.HandshakeAsync(server.Url, options);
        await client.WriteAsync(Encoding.ASCII.GetBytes($"{RawSocket.Request(new Uri(server.Url, "/rcp"))}{new string('x', 200_000)}")).AsTask().Within();
        using var reader = new StreamReader(client);
        Assert.StartsWith("HTTP/1.1 404 ", await reader.ReadToEndAsync().Within());
    }

    [Fact]
    public async Task Full_server_spends_no_handshake_on_one_more()
    {
        await using var server = await TlsPair.StartAsync(options => options.MaxConnections = 1);
        await using var client = await TlsPair.ConnectAsync(server.Url);
        using var more = await RawSocket.ConnectAsync(server.Url);
        await more.IsCutOff();
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
    }

    [Fact]
    public async Task Plain_request_at_a_tls_port_is_answered_with_a_page()
    {
        await using var server = await TlsPair.StartAsync();
        using var plain = await RawSocket.ConnectAsync(server.Url);
        await plain.Sends(RawSocket.Request(server.Url));
        var answer = await plain.ReceivesToEnd();
        Assert.StartsWith("HTTP/1.1 400 ", answer);
        Assert.Contains("wss://", answer);
    }

    [Fact]
    public async Task Plain_client_at_a_tls_port_learns_what_to_do()
    {
        await using var server = await TlsPair.StartAsync();
        Assert.Contains("use wss://", (await TlsPair.Fails(new UriBuilder(server.Url) { Scheme = "ws" }.Uri)).Message);
    }

    [Fact]
    public async Task Tls_client_at_a_plain_port_is_refused_and_says_so()
    {
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        await server.StartAsync();
        var failure = await TlsPair.Fails(new UriBuilder(server.Url) { Scheme = "wss" }.Uri);
        Assert.Contains("TLS failed: ", failure.Message);
    }

    [Fact]
    public async Task Garbage_after_the_first_octet_of_tls_is_dropped()
    {
        await using var server = await TlsPair.StartAsync();
        using var raw = await RawSocket.ConnectAsync(server.Url);
        await raw.Sends([22, .. Encoding.ASCII.GetBytes("no handshake of TLS at all, nor a record")]);
        Assert.DoesNotContain("HTTP", await raw.ReceivesToEnd());
        await using var client = await TlsPair.ConnectAsync(server.Url);
        Assert.Equal(1, await client.GetProxy<IProbe>().EchoAsync(1).Within());
    }
}
