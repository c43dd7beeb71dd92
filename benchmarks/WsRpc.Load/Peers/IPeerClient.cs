namespace WsRpc.Load;

/// <summary>A peer's connection, open until it is disposed.</summary>
internal interface IPeerClient : IAsyncDisposable
{
    /// <summary>Makes the calls; used by any number of threads at a time.</summary>
    ICalculator Calculator { get; }
}
