using System.Buffers;
using System.Collections.Concurrent;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Testing;

/// <summary>Keeps what is sent, and answers every request that there is no such method.</summary>
internal sealed class FakeTransport : IMessageTransport
{
    private const int MaxDepth = 64;

    private readonly ConcurrentQueue<byte[]> _sent = new();
    private readonly ArrayBufferWriter<byte> _message = new();
    private readonly Lock _gate = new(); // of the writer
    private readonly Lock _delivery = new(); // one message at a time, until it has been read
    private IMessageSink? _sink;
    private volatile bool _closed;

    public IReadOnlyCollection<byte[]> Sent => _sent;

    public int MessageLength => _message.WrittenCount;

    public int OutgoingBytes => 0;

    public TimeSpan? RoundTripTime => null;

    public void BeginNextMessage(bool isBinary) => throw new NotSupportedException("Nobody at the other end reads anything but JSON.");

    public OutgoingMessage BeginMessage(bool isBinary = false)
    {
        _gate.Enter();
        if (_closed)
        {
            _gate.Exit();
            return default;
        }

        _message.ResetWrittenCount();
        return new OutgoingMessage(this, _message);
    }

    public void EndMessage()
    {
        var message = _message.WrittenSpan.ToArray();
        _sent.Enqueue(message);
        _gate.Exit();
        if (JsonRpcReader.Read(message, MaxDepth, isUtf8: true, out var envelope) == JsonRpcMessageKind.Request)
        {
            // Not before the call has been made.
            ThreadPool.UnsafeQueueUserWorkItem(Answer, envelope.Id.ToOwned(), preferLocal: false);
        }
    }

    public void AbandonMessage() => _gate.Exit();

    public Task WhenDrained() => Task.CompletedTask;

    public void Start(IMessageSink sink) => _sink = sink;

    public void EnterUserCode()
    {
        if (_delivery.IsHeldByCurrentThread)
        {
            _delivery.Exit();
        }
    }

    public void DeliverParts(IMessageParts parts) => throw new NotSupportedException("Only answers are received here.");

    public Task CloseAsync(int code, string reason, CancellationToken cancellationToken)
    {
        Close(new WebSocketClosed(code, reason, initiatedByPeer: false));
        return Task.CompletedTask;
    }

    public void Abort() => Close(WebSocketClosed.Aborted);

    private void Answer(JsonRpcId id)
    {
        var answer = new ArrayBufferWriter<byte>();
        JsonRpcWriter.WriteError(answer, id, JsonRpcErrorCode.MethodNotFound, "A fake connection has nobody at its other end.");
        _delivery.Enter();
        try
        {
            if (!_closed)
            {
                _sink!.OnMessage(answer.WrittenMemory, isUtf8: true);
            }
        }
        finally
        {
            EnterUserCode();
        }
    }

    private void Close(WebSocketClosed closed)
    {
        lock (_delivery)
        {
            lock (_gate)
            {
                if (_closed)
                {
                    return;
                }

                _closed = true;
            }

            _sink!.OnClosed(closed);
        }
    }
}
