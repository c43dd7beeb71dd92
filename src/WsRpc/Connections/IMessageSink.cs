namespace WsRpc;

/// <summary>Receives the messages of an <see cref="IMessageTransport"/>.</summary>
internal interface IMessageSink
{
    /// <summary>A whole message. Its octets are valid until the call returns or <see cref="IMessageTransport.EnterUserCode"/> is called.</summary>
    void OnMessage(ReadOnlyMemory<byte> message);

    /// <summary>The connection has ended; no message follows. Called once.</summary>
    void OnClosed(WebSocketClosed closed);
}
