namespace WsRpc.Load;

/// <summary>A peer's server, wherever it runs.</summary>
internal interface IServerHost : IAsyncDisposable
{
    Uri Url { get; }

    /// <summary>What the server's process has used so far; null where that is the process of the clients.</summary>
    ValueTask<ProcessUsage?> GetUsageAsync();
}
