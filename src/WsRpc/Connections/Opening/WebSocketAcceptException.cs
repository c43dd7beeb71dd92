namespace WsRpc;

/// <summary>A client at the door did not become a WebSocket connection: it was refused, went away, or took too long.</summary>
/// <param name="message">What happened, for people.</param>
/// <param name="innerException">What caused it.</param>
public sealed class WebSocketAcceptException(string message, Exception? innerException = null) : IOException(message, innerException)
{
    /// <summary>The HTTP status it was refused with; <see langword="null"/> when it was not answered, since it went away or took too long.</summary>
    public int? StatusCode { get; init; }
}
