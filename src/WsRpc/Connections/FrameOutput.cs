using System.Buffers;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>
/// The outgoing half of a connection: many writers, one at a time, append frames; whoever finds no flush running sends
/// everything that is there, and what is written meanwhile goes out with the next send. No timer, no queue of messages.
/// </summary>
internal sealed class FrameOutput : IDisposable
{
    // A cork holds back at most this much: beyond it a longer batch gains nothing.
    private const int CorkBytes = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly SliceWriter _writer;
    private readonly WebSocketSender _sender;
    private readonly WebSocketConnectionOptions _options;
    private readonly Action<WebSocketClosed> _onFailed;
    private TaskCompletionSource? _drained;
    private int _inFlightBytes;
    private int _corkedThread;
    private bool _flushing;
    private bool _watchingPeer;
    private bool _closed;

    public FrameOutput(Stream stream, WebSocketRole role, WebSocketConnectionOptions options, Action<WebSocketClosed> onFailed)
    {
        _writer = new SliceWriter(stream);
        _sender = new WebSocketSender(role, role == WebSocketRole.Client ? MaskKeys.Shared : null);
        _options = options;
        _onFailed = onFailed;
    }

    /// <summary>Octets that wait to be sent; read without the lock, so a moment old.</summary>
    public int Bytes => _sender.PendingBytes + _inFlightBytes;

    /// <summary>Enters the writer and opens a message. False, and not entered, when nothing more can be sent.</summary>
    public bool TryBeginMessage(WebSocketOpcode type, out IBufferWriter<byte> message)
    {
        message = _sender;
        _gate.Enter();
        if (!_closed)
        {
            _sender.BeginMessage(type);
            return true;
        }

        _gate.Exit();
        return false;
    }

    public void EndMessage()
    {
        _sender.EndMessage();
        LeaveAndFlush();
    }

    public void AbandonMessage()
    {
        _sender.AbandonMessage();
        _gate.Exit();
    }

    public void WritePong(ReadOnlySpan<byte> data)
    {
        _gate.Enter();
        if (!_closed)
        {
            _sender.WritePong(data);
        }

        LeaveAndFlush();
    }

    /// <summary>The last frame: nothing can be written after it. False when a Close was written before.</summary>
    public bool TryWriteClose(int code, string reason)
    {
        _gate.Enter();
        var first = !_closed;
        if (first)
        {
            _sender.WriteClose(code, reason);
            _closed = true;
        }

        LeaveAndFlush();
        return first;
    }

    /// <summary>
    /// Holds back what this thread writes until <see cref="Uncork"/>: n answers to a batch of n calls then cost one send.
    /// What other threads write goes out at once.
    /// </summary>
    public void Cork() => Volatile.Write(ref _corkedThread, Environment.CurrentManagedThreadId);

    public void Uncork()
    {
        Volatile.Write(ref _corkedThread, 0);
        if (_sender.PendingBytes == 0)
        {
            return;
        }

        _gate.Enter();
        LeaveAndFlush();
    }

    /// <summary>Completes when less than half of the high water mark waits, or when nothing can be sent any more.</summary>
    public Task WhenDrained()
    {
        lock (_gate)
        {
            if (IsDrained)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <summary>Completes when all that was written before has been handed to the stream.</summary>
    public async Task WhenFlushedAsync()
    {
        while (Bytes > 0)
        {
            Task drained;
            lock (_gate)
            {
                if (!_flushing)
                {
                    return;
                }

                _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                drained = _drained.Task;
            }

            await drained.ConfigureAwait(false);
        }
    }

    /// <summary>Drops what is not sent and refuses the rest.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            if (_sender.PendingBytes > 0)
            {
                _sender.TakePending().Dispose();
            }

            ReleaseWaiters();
        }
    }

    private bool IsDrained => _closed || Bytes <= _options.OutgoingHighWaterBytes / 2;

    private void LeaveAndFlush()
    {
        var flush = !_flushing
            && _sender.PendingBytes > 0
            && (_corkedThread != Environment.CurrentManagedThreadId || _sender.PendingBytes >= CorkBytes);
        if (flush)
        {
            _flushing = true;
        }

        if (!_watchingPeer && Bytes > _options.OutgoingHighWaterBytes)
        {
            _watchingPeer = true;
            _ = WatchPeerAsync();
        }

        _gate.Exit();
        if (flush)
        {
            Flush();
        }
    }

    // Runs on the thread of whoever wrote first for as long as the stream accepts at once, and goes on asynchronously where it does not.
    private void Flush()
    {
        while (TryTake(out var octets))
        {
            ValueTask sending;
            try
            {
                sending = _writer.WriteAsync(octets.Memory);
            }
            catch (Exception exception)
            {
                octets.Dispose();
                Fail(exception);
                return;
            }

            if (!sending.IsCompletedSuccessfully)
            {
                _ = FlushAfterAsync(sending, octets);
                return;
            }

            octets.Dispose();
        }
    }

    private async Task FlushAfterAsync(ValueTask sending, OutgoingOctets octets)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(exception);
            return;
        }
        finally
        {
            octets.Dispose();
        }

        Flush();
    }

    // While much waits, the peer has to take something from time to time. Two peers that both pause reading until the other
    // one reads would otherwise wait for ever, and so would whoever waits for one that reads nothing.
    private async Task WatchPeerAsync()
    {
        var isDrained = false;
        while (!isDrained)
        {
            var before = _writer.SlicesWritten;
            try
            {
                await WhenDrained().WaitAsync(_options.SlowPeerTimeout, _options.TimeProvider).ConfigureAwait(false);
                isDrained = true;
            }
            catch (TimeoutException)
            {
                if (before == _writer.SlicesWritten)
                {
                    _onFailed(WebSocketClosed.PeerTooSlow);
                }
            }
        }

        lock (_gate)
        {
            _watchingPeer = false;
        }
    }

    private bool TryTake(out OutgoingOctets octets)
    {
        lock (_gate)
        {
            _inFlightBytes = 0;
            if (IsDrained || _sender.PendingBytes == 0)
            {
                ReleaseWaiters();
            }

            _flushing = _sender.PendingBytes > 0;
            octets = _flushing ? _sender.TakePending() : default;
            _inFlightBytes = octets.Memory.Length;
            return _flushing;
        }
    }

    private void Fail(Exception exception)
    {
        lock (_gate)
        {
            _flushing = false;
            _inFlightBytes = 0;
        }

        Dispose();
        _onFailed(WebSocketClosed.Lost(exception));
    }

    private void ReleaseWaiters()
    {
        _drained?.TrySetResult();
        _drained = null;
    }
}
