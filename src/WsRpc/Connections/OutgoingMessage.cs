using System.Buffers;

namespace WsRpc;

/// <summary>
/// A message being written. It holds the connection's one writer: dispose it on the same thread, and run no foreign code before.
/// What was not sent is taken back, so an exception leaves neither half a message nor a locked writer.
/// </summary>
internal ref struct OutgoingMessage
{
    private readonly IBufferWriter<byte>? _output;
    private IMessageTransport? _transport;

    public OutgoingMessage(IMessageTransport transport, IBufferWriter<byte> output)
    {
        _transport = transport;
        _output = output;
    }

    /// <summary>False when nothing can be sent any more; there is nothing to write to then.</summary>
    public readonly bool IsOpen => _output is not null;

    public readonly IBufferWriter<byte> Output => _output!;

    /// <summary>Octets written so far.</summary>
    public readonly int Length => _transport!.MessageLength;

    /// <summary>Lets the message go out with the next flush.</summary>
    public void Send()
    {
        var transport = _transport!;
        _transport = null;
        transport.EndMessage();
    }

    /// <summary>Ends the message and opens another one right behind it. The one before cannot be taken back any more.</summary>
    public void GoOn(bool isBinary)
    {
        var transport = _transport!;
        _transport = null;
        transport.BeginNextMessage(isBinary);
        _transport = transport;
    }

    public void Dispose()
    {
        _transport?.AbandonMessage();
        _transport = null;
    }
}
