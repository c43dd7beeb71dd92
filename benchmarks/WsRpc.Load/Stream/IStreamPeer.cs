namespace WsRpc.Load;

/// <summary>A stack whose streams are measured.</summary>
internal interface IStreamPeer : INamedPeer
{
    /// <summary>Serves <see cref="Feeds"/> on a free port of 127.0.0.1.</summary>
    Task<IPeerServer> StartServerAsync();

    /// <summary>Opens one connection.</summary>
    Task<IStreamClient> ConnectAsync(Uri url);
}
