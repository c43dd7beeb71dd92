namespace WsRpc.Load;

/// <summary>
/// <see cref="HandPlainPeer"/>, after its author found out that small sends are what it spends its time on: calls that are
/// made while a send is running go out together, and the calls of one message are answered in one message.
/// </summary>
internal sealed class HandCoalescedPeer : IPeer
{
    public string Name => "hand-coalesced";

    public async Task<IPeerServer> StartServerAsync() => await HandServer.StartAsync();

    public async Task<IPeerClient> ConnectAsync(Uri url) => await HandClient.ConnectAsync(url, socket => new HandCoalescingSender(socket));
}
