using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>A stream of the peer. It is granted what this end has read, so no more than a window of it is kept here, and none before the first read.</summary>
/// <param name="session">The session it comes to.</param>
/// <param name="reference">What stands for it in the JSON.</param>
/// <param name="method">The method that it belongs to.</param>
internal sealed class ReceivedStream(RpcSession session, JsonRpcBlobReference reference, string method) : ForwardStream
{
    private readonly Lock _gate = new();
    private readonly RingBuffer _buffer = new();
    private TaskCompletionSource? _arrival; // there while somebody waits
    private Exception? _failure;
    private long _received;
    private int _window;
    private int _granted; // and not received
    private int _read; // and not granted anew
    private bool _hasEnded;
    private bool _isDisposed;

    /// <summary>What the peer knows it by.</summary>
    public long Number => reference.Id;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            var isHere = TryTake(buffer.Span, out var count, out var grant, out var arrival);
            if (grant > 0)
            {
                session.SendBlobCredit(Number, grant);
            }

            if (isHere)
            {
                return count;
            }

            try
            {
                await arrival!.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                lock (_gate)
                {
                    _arrival = null;
                }
            }
        }
    }

    /// <summary>Takes a part, on the thread that delivers messages. False when it was not granted.</summary>
    public bool TryAccept(JsonRpcBlobKind kind, ReadOnlySpan<byte> octets)
    {
        lock (_gate)
        {
            if (octets.Length > _granted)
            {
                return false;
            }

            _granted -= octets.Length;
            _received += octets.Length;
            if (!_hasEnded)
            {
                _buffer.Write(octets);
                _arrival?.TrySetResult();
            }
        }

        if (kind == JsonRpcBlobKind.LastPart)
        {
            End(reference.Length is { } length && length != _received ? new RpcSerializationException($"{method}: the stream has {_received} octets and was announced with {length}.") { Method = method } : null);
        }

        return true;
    }

    /// <summary>The peer, or the connection, has ended it half-way. What has come is still read.</summary>
    public void Fail(Exception exception) => End(exception);

    /// <summary>The peer tells why it has ended half-way.</summary>
    public void Fail(int code, string message) => End(new RpcErrorException(code, message) { Method = method, ConnectionId = session.Connection.Id });

    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            _isDisposed = true;
            _buffer.Clear();
        }

        base.Dispose(disposing);
        if (End(new ObjectDisposedException(nameof(Stream))))
        {
            session.SendBlobCancel(Number);
        }
    }

    private bool End(Exception? failure)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return false;
            }

            (_hasEnded, _failure) = (true, failure);
            _arrival?.TrySetResult();
        }

        session.Blobs.Received.Remove(this, _window);
        return true;
    }

    // False when there is nothing yet. A grant is sent by the caller, who holds no lock.
    private bool TryTake(Span<byte> target, out int count, out int grant, out TaskCompletionSource? arrival)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_arrival is not null)
            {
                throw new InvalidOperationException("Somebody else is reading this stream.");
            }

            arrival = null;
            count = _buffer.Read(target);
            _read += count;
            grant = 0;
            if (count == 0 && !target.IsEmpty && !_hasEnded)
            {
                arrival = _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_window == 0)
                {
                    // The first read asks for octets, since nobody may ever want them.
                    grant = _window = session.Blobs.Received.Reserve();
                }
            }
            else if (count == 0 && !target.IsEmpty && _failure is not null)
            {
                throw _failure;
            }
            else if (_read >= _window / 2 && !_hasEnded)
            {
                (grant, _read) = (_read, 0);
            }

            _granted += grant;
            return arrival is null;
        }
    }
}
