using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>A WebSocket connection as the RPC engine sees it: text or binary messages, both ways.</summary>
internal sealed class WebSocketTransport(WebSocketConnection connection) : IMessageTransport
{
    private ReceiveLoop? _loop;

    public int OutgoingBytes => connection.Output.Bytes;

    public int MessageLength => connection.Output.MessageLength;

    public TimeSpan? RoundTripTime => connection.RoundTripTime;

    public OutgoingMessage BeginMessage(bool isBinary = false) =>
        connection.Output.TryBeginMessage(TypeOf(isBinary), out var output, out var isStreaming) ? new OutgoingMessage(this, output)
        : isStreaming ? throw new InvalidOperationException("Nobody streams a message beside the engine, which cannot wait for its end.")
        : default;

    public void BeginNextMessage(bool isBinary) => connection.Output.BeginNextMessage(TypeOf(isBinary));

    public void EndMessage() => connection.Output.EndMessage();

    public void AbandonMessage() => connection.Output.AbandonMessage();

    public Task WhenDrained() => connection.Output.WhenDrained();

    public void Start(IMessageSink sink)
    {
        if (!connection.TryBecomeReceiver())
        {
            // This end has closed before it began: whoever closes receives, to the end.
            _ = TellAsync(sink);
            return;
        }

        _loop = new ReceiveLoop(connection, sink);
        _loop.Start();
    }

    private async Task TellAsync(IMessageSink sink) => sink.OnClosed(await connection.Completion.ConfigureAwait(false));

    public void EnterUserCode() => _loop!.EnterUserCode();

    public void DeliverParts(IMessageParts parts) => _loop!.DeliverParts(parts);

    public Task CloseAsync(int code, string reason, CancellationToken cancellationToken) => connection.CloseAsync(code, reason, cancellationToken);

    public void Abort() => connection.Abort();

    private static WebSocketOpcode TypeOf(bool isBinary) => isBinary ? WebSocketOpcode.Binary : WebSocketOpcode.Text;
}
