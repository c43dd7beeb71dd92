using System.Buffers;

namespace WsRpc.Tests.Allocations;

/// <summary>One end of a connection that keeps the message written until the test delivers it, on the test's own thread, and allocates nothing.</summary>
internal sealed class MailboxTransport : IMessageTransport
{
    private readonly ArrayBufferWriter<byte> _message = new(4096);
    private bool _isFull;

    /// <summary>Whoever receives from this end.</summary>
    public IMessageSink? Sink { get; private set; }

    public int MessageLength => _message.WrittenCount;

    public int OutgoingBytes => 0;

    public TimeSpan? RoundTripTime => null;

    /// <summary>Hands the message over, if there is one.</summary>
    public bool TryDeliverTo(IMessageSink sink)
    {
        if (!_isFull)
        {
            return false;
        }

        _isFull = false;
        sink.OnMessage(_message.WrittenMemory, isUtf8: true);
        return true;
    }

    public void BeginNextMessage(bool isBinary) => throw new NotSupportedException("One message, one call.");

    public OutgoingMessage BeginMessage(bool isBinary = false)
    {
        if (_isFull)
        {
            throw new InvalidOperationException("The message before is still to be delivered.");
        }

        _message.ResetWrittenCount();
        return new OutgoingMessage(this, _message);
    }

    public void EndMessage() => _isFull = true;

    public void AbandonMessage()
    {
    }

    public Task WhenDrained() => Task.CompletedTask;

    public void Start(IMessageSink sink) => Sink = sink;

    public void EnterUserCode()
    {
    }

    public void DeliverParts(IMessageParts parts) => throw new NotSupportedException("One message, one call.");

    public Task CloseAsync(int code, string reason, CancellationToken cancellationToken) => throw new NotSupportedException(reason);

    public void Abort() => throw new NotSupportedException("A message could not be handled.");
}
