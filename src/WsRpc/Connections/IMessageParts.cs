namespace WsRpc;

/// <summary>Parts of one message that are delivered one by one, as if each were a message.</summary>
internal interface IMessageParts
{
    /// <summary>Goes to the next part, which there is.</summary>
    /// <returns>Whether another one follows.</returns>
    bool MoveNext();

    /// <summary>Delivers the part. It is like <see cref="IMessageSink.OnMessage"/>: once user code is entered, another worker may call <see cref="MoveNext"/>.</summary>
    void Deliver();
}
