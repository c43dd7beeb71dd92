namespace WsRpc;

/// <summary>The connection could not be made: name, dialing, HTTP status or handshake. The message says which.</summary>
/// <param name="message">What happened, for people.</param>
/// <param name="innerException">What caused it.</param>
public sealed class RpcConnectFailedException(string message, Exception? innerException = null)
    : RpcConnectionException(message, mayHaveRun: false, innerException)
{
    /// <summary>The HTTP status that the server answered instead of opening the connection; <see langword="null"/> when it did not come so far.</summary>
    public int? StatusCode { get; init; }
}
