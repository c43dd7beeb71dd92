namespace WsRpc.Load;

/// <summary>
/// What somebody who knows the platform writes in an afternoon: Kestrel's WebSocket middleware, <c>ClientWebSocket</c>,
/// <c>Utf8JsonReader</c> and <c>Utf8JsonWriter</c>, reused buffers, one send per message, pending calls in a dictionary.
/// </summary>
internal sealed class HandPlainPeer : IPeer
{
    public string Name => "hand-plain";

    public async Task<IPeerServer> StartServerAsync() => await HandServer.StartAsync();

    public async Task<IPeerClient> ConnectAsync(Uri url) => await HandClient.ConnectAsync(url, socket => new HandPlainSender(socket));
}
