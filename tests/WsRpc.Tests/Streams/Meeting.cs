namespace WsRpc.Tests.Streams;

/// <summary>Streams are pushed between two ends that have both said that they speak of credit.</summary>
internal static class Meeting
{
    private const string Told = """{"version":1,"capabilities":["streams"]}""";

    /// <summary>A peer by hand that has said hello, and read the engine's.</summary>
    public static async Task<RawPeer> AttachAsync(Action<WsRpcClientOptions>? configure = null, string hello = Told)
    {
        var peer = await RawPeer.AttachAsync(configure, "wsrpc.1");
        await peer.Receive();
        await peer.Sends($$"""{"jsonrpc":"2.0","method":"$/hello","params":{{hello}}}""");
        await peer.IsAliveAndSilent();
        return peer;
    }

    /// <summary>Two engines that have both read the other one's hello, which an answer comes behind.</summary>
    public static async Task<RpcPair> ConnectAsync(Action<WsRpcClientOptions>? server = null, Action<WsRpcClientOptions>? client = null, string? subprotocol = "wsrpc.1")
    {
        var pair = await RpcPair.ConnectAsync(configureServer: server, configureClient: client, subprotocol: subprotocol);
        await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => pair.Client.InvokeAsync<int>("nobody.home").Within());
        await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => pair.Server.InvokeAsync<int>("nobody.home").Within());
        Assert.Equal(subprotocol is not null, pair.Client.Session.PushesStreams && pair.Server.Session.PushesStreams);
        return pair;
    }
}
