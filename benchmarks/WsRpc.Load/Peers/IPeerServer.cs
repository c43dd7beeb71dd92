namespace WsRpc.Load;

/// <summary>A peer's server, listening until it is disposed.</summary>
internal interface IPeerServer : IAsyncDisposable
{
    /// <summary>Where its clients connect to.</summary>
    Uri Url { get; }
}
