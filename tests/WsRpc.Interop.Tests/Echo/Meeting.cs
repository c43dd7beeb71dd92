namespace WsRpc.Interop.Tests;

/// <summary>Our end of a connection whose other end is a peer that sends back what it gets.</summary>
/// <param name="Connection">Our end.</param>
/// <param name="PeerClosedAsync">How the connection ended, as the peer sees it: "code reason".</param>
/// <param name="Peer">What goes with the connection, if anything does.</param>
internal sealed record Meeting(WebSocketConnection Connection, Func<Task<string>> PeerClosedAsync, IAsyncDisposable? Peer = null) : IAsyncDisposable
{
    /// <summary>Names a connection to its peer, which reports its end under that name.</summary>
    public static string NewId() => Guid.NewGuid().ToString("N");

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        if (Peer is not null)
        {
            await Peer.DisposeAsync();
        }
    }
}
