namespace WsRpc.Load;

/// <summary>A stack to measure. A new one implements this and is named in <see cref="Peers"/>.</summary>
internal interface IPeer : INamedPeer
{
    /// <summary>The most calls that a connection can have in flight. Scenarios with more are not measured.</summary>
    int LargestInFlight => int.MaxValue;

    /// <summary>Serves a <see cref="Calculator"/> on a free port of 127.0.0.1.</summary>
    Task<IPeerServer> StartServerAsync();

    /// <summary>Opens one connection.</summary>
    Task<IPeerClient> ConnectAsync(Uri url);
}
