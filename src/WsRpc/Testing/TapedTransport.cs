namespace WsRpc.Testing;

/// <summary>A transport whose incoming messages are also kept.</summary>
internal sealed class TapedTransport(IMessageTransport transport, MessageTape tape, bool fromClient) : IMessageTransport
{
    public int MessageLength => transport.MessageLength;

    public int OutgoingBytes => transport.OutgoingBytes;

    public TimeSpan? RoundTripTime => transport.RoundTripTime;

    // The message goes to the transport itself from here on.
    public OutgoingMessage BeginMessage(bool isBinary = false) => transport.BeginMessage(isBinary);

    public void BeginNextMessage(bool isBinary) => transport.BeginNextMessage(isBinary);

    public void EndMessage() => transport.EndMessage();

    public void AbandonMessage() => transport.AbandonMessage();

    public Task WhenDrained() => transport.WhenDrained();

    public void Start(IMessageSink sink) => transport.Start(new TapedSink(sink, tape, fromClient));

    public void EnterUserCode() => transport.EnterUserCode();

    public void DeliverParts(IMessageParts parts) => transport.DeliverParts(parts);

    public Task CloseAsync(int code, string reason, CancellationToken cancellationToken) => transport.CloseAsync(code, reason, cancellationToken);

    public void Abort() => transport.Abort();

    private sealed class TapedSink(IMessageSink sink, MessageTape tape, bool fromClient) : IMessageSink
    {
        public void OnMessage(ReadOnlyMemory<byte> message, bool isUtf8)
        {
            tape.Add(fromClient, message.Span, isUtf8);
            sink.OnMessage(message, isUtf8);
        }

        public void OnClosed(WebSocketClosed closed) => sink.OnClosed(closed);
    }
}
