namespace WsRpc;

/// <summary>The connection was closed before the call was made, or this end closed it while the call waited for its answer.</summary>
public sealed class RpcConnectionClosedException : RpcConnectionException
{
    internal RpcConnectionClosedException(string message, bool mayHaveRun, Exception? innerException = null)
        : base(message, mayHaveRun, innerException)
    {
    }
}
