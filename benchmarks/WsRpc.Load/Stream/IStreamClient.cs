namespace WsRpc.Load;

/// <summary>A connection, open until it is disposed.</summary>
internal interface IStreamClient : IAsyncDisposable
{
    /// <summary>Those of the server.</summary>
    IFeeds Feeds { get; }
}
