using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// How what was written gets to the stream, and who waits for that.
internal sealed partial class FrameOutput
{
    private const int RoundsOfOneThread = 32;

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

    /// <summary>How much the stream has taken, in no unit: it grows while much goes out.</summary>
    public long Progress => _writer.SlicesWritten;

    /// <summary>
    /// Ends the watch over a slow peer, if the queue is short. Decided under the lock: whoever fills the queue again either
    /// finds the watch at work or starts a new one.
    /// </summary>
    public bool TryStopWatchingPeer()
    {
        lock (_gate)
        {
            _watchingPeer = !IsDrained;
            return !_watchingPeer;
        }
    }

    private bool IsDrained => _closed || Bytes <= _options.OutgoingHighWaterBytes / 2;

    private void LeaveAndFlush()
    {
        var flush = !_flushing && _sender.PendingBytes > 0 && !TryHoldBack();
        if (flush)
        {
            _flushing = true;
        }

        var watch = !_watchingPeer && Bytes > _options.OutgoingHighWaterBytes;
        _watchingPeer |= watch;
        _gate.Exit();
        if (watch)
        {
            _ = SlowPeerWatch.RunAsync(this, _options, _onFailed);
        }

        if (flush)
        {
            Flush();
        }
    }

    private bool TryHoldBack()
    {
        if (_corkedThread != Environment.CurrentManagedThreadId || _sender.PendingBytes >= CorkBytes)
        {
            return false;
        }

        if (++_corkedMessages < _corkSize)
        {
            return true;
        }

        _corkedMessages = 0;
        _corkSize = Math.Min(2 * _corkSize, CorkBytes); // a message has at least an octet
        return false;
    }

    // Runs on the thread of whoever wrote first for as long as the stream accepts at once, and goes on asynchronously where it does not.
    private void Flush()
    {
        for (var round = 0; TryTake(out var octets) && TryWrite(octets); round++)
        {
            if (round == RoundsOfOneThread)
            {
                // Others write as fast as this sends: the thread has something else to do, perhaps to receive.
                ThreadPool.UnsafeQueueUserWorkItem(static output => output.Flush(), this, preferLocal: false);
                return;
            }
        }
    }

    // False when it goes on by itself, or has failed.
    private bool TryWrite(OutgoingOctets octets)
    {
        ValueTask writing;
        try
        {
            writing = _writer.WriteAsync(octets.Memory);
        }
        catch (Exception exception)
        {
            octets.Dispose();
            Fail(exception);
            return false;
        }

        if (!writing.IsCompletedSuccessfully)
        {
            _ = FlushAfterAsync(writing, octets);
            return false;
        }

        octets.Dispose();
        return true;
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

    private bool TryTake(out OutgoingOctets octets)
    {
        lock (_gate)
        {
            _inFlightBytes = 0;
            _ping = _ping == PingProgress.InFlight ? PingProgress.None : _ping;
            if (IsDrained || _sender.PendingBytes == 0)
            {
                ReleaseWaiters();
            }

            _flushing = _sender.PendingBytes > 0;
            octets = _flushing ? _sender.TakePending() : default;
            _ping = _ping == PingProgress.Queued ? PingProgress.InFlight : _ping;
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
