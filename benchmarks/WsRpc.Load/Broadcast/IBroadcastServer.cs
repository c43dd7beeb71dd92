namespace WsRpc.Load;

/// <summary>The server's side.</summary>
internal interface IBroadcastServer : IPeerServer
{
    /// <summary>Tells all clients, and returns when nothing more is to be done for it.</summary>
    Task TellAllAsync(Tick tick);
}
