using System.Net.Security;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Tls;

/// <summary>Servers and clients that speak TLS to each other, with certificates of the test's authority.</summary>
internal static class TlsPair
{
    public static async Task<WsRpcServer> StartAsync(Action<WsRpcServerOptions>? configure = null, IProbe? probe = null, SocketKind? kind = null)
    {
        var server = new WsRpcServer("wss://127.0.0.1:0/rpc", options =>
        {
            options.Certificate = ServerCertificate.From(Authority.Shared.IssueServer());
            options.Sockets = kind?.Io() ?? SocketIo.Default;
            configure?.Invoke(options);
        });
        server.AddService(probe ?? new Probe());
        await server.StartAsync();
        return server;
    }

    public static SslClientAuthenticationOptions Trusting(Authority? authority = null) => new() { CertificateChainPolicy = (authority ?? Authority.Shared).Trust };

    public static Task<WsRpcClient> ConnectAsync(Uri url, Action<WsRpcClientOptions>? configure = null, SocketKind? kind = null) =>
        WsRpcClient.ConnectAsync(url, options =>
        {
            options.Tls = Trusting();
            options.Proxy = null;
            options.Sockets = kind?.Io() ?? SocketIo.Default;
            configure?.Invoke(options);
        }).Within();

    public static Task<RpcConnectFailedException> Fails(Uri url, Action<WsRpcClientOptions>? configure = null) =>
        Assert.ThrowsAsync<RpcConnectFailedException>(() => ConnectAsync(url, configure));

    /// <summary>The only connection, which stands a moment later than the client's end.</summary>
    public static async Task<RpcConnection> AcceptedAsync(this WsRpcServer server)
    {
        await InTime.Until(() => server.Connections.Count > 0);
        return Assert.Single(server.Connections);
    }

    /// <summary>The bare TLS of the platform, as another peer speaks it.</summary>
    public static async Task<SslStream> HandshakeAsync(Uri url, SslClientAuthenticationOptions options)
    {
        var socket = await SocketPair.ConnectToAsync(url.Port);
        var stream = new SslStream(new System.Net.Sockets.NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(options).Within();
        return stream;
    }
}
