namespace WsRpc;

/// <summary>The connection ended, by the peer or by the network, while the call waited for its answer.</summary>
public sealed class RpcConnectionLostException : RpcConnectionException
{
    internal RpcConnectionLostException(string message, Exception? innerException)
        : base(message, mayHaveRun: true, innerException)
    {
    }
}
