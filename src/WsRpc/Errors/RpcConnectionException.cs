namespace WsRpc;

/// <summary>A call could not be made, or its answer cannot come, because of the connection.</summary>
public abstract class RpcConnectionException : RpcException
{
    /// <summary>An error of a connection.</summary>
    /// <param name="message">What happened, for people.</param>
    /// <param name="mayHaveRun">See <see cref="MayHaveRun"/>.</param>
    /// <param name="innerException">What caused it.</param>
    protected RpcConnectionException(string message, bool mayHaveRun, Exception? innerException = null)
        : base(message, innerException) => MayHaveRun = mayHaveRun;

    /// <summary>
    /// False: the call was never sent, so it is safe to make it again. True: it was sent, and whether the peer ran it is unknown.
    /// </summary>
    public bool MayHaveRun { get; }
}
