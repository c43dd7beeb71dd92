namespace WsRpc.Tests.Binary;

/// <summary>Octets go beside the JSON only to a peer that has said that it reads them.</summary>
internal static class Greeting
{
    public const string Hello = """{"jsonrpc":"2.0","method":"$/hello","params":{"version":1,"capabilities":["binary"]}}""";

    /// <summary>Waits until both ends have read the other one's hello, which an answer comes behind.</summary>
    public static async Task Greeted(this RpcPair pair)
    {
        await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => pair.Client.InvokeAsync<int>("nobody.home").Within());
        await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => pair.Server.InvokeAsync<int>("nobody.home").Within());
        Assert.True(pair.Client.Session.TakesOctets && pair.Server.Session.TakesOctets);
    }

    /// <summary>A peer by hand that has said hello, and read the engine's.</summary>
    public static async Task<RawPeer> AttachGreetedAsync(Action<WsRpcClientOptions>? configure = null)
    {
        var peer = await RawPeer.AttachAsync(configure, "wsrpc.1");
        await peer.Receive();
        await peer.Sends(Hello);
        await peer.IsAliveAndSilent();
        return peer;
    }

    /// <summary>A binary message by hand.</summary>
    public static byte[] Message(byte kind, long id, params byte[] octets)
    {
        var message = new byte[9 + octets.Length];
        message[0] = kind;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(1), id);
        octets.CopyTo(message, 9);
        return message;
    }
}
