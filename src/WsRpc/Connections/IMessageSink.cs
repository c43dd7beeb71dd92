namespace WsRpc;

/// <summary>Receives the messages of an <see cref="IMessageTransport"/>.</summary>
internal interface IMessageSink
{
    /// <summary>A whole message. Its octets are valid until the call returns or <see cref="IMessageTransport.EnterUserCode"/> is called.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isUtf8">Whether its octets are known to be UTF-8, as those of a text message are (RFC 6455 §8.1).</param>
    void OnMessage(ReadOnlyMemory<byte> message, bool isUtf8);

    /// <summary>The connection has ended; no message follows. Called once.</summary>
    void OnClosed(WebSocketClosed closed);
}
