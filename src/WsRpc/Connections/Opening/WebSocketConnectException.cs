namespace WsRpc;

/// <summary>A WebSocket connection could not be opened; the message says where it failed.</summary>
/// <param name="message">What happened, for people.</param>
/// <param name="innerException">What caused it.</param>
public sealed class WebSocketConnectException(string message, Exception? innerException = null) : IOException(message, innerException)
{
    /// <summary>The HTTP status that the server answered instead of opening the connection; <see langword="null"/> when it did not come so far.</summary>
    public int? StatusCode { get; init; }
}
