using System.Text.Json.Serialization.Metadata;
using System.Threading.Tasks.Sources;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>
/// A stream of the peer, which is granted as many items as this end is willing to hold (docs/protocol.md, "Streams with credit"). Read once, by one reader at a time; an item costs
/// no allocation but its own.
/// </summary>
internal sealed partial class GrantedStream<T> : IncomingStream
{
    private readonly Lock _gate = new(); // of all below; nothing foreign runs in it
    private readonly RpcSession _session;
    private readonly IncomingStreams _streams;
    private readonly long _id;
    private readonly StreamBuffer<T> _buffer;
    private readonly StreamWindow _window;
    private readonly ITimer? _idle;
    private ManualResetValueTaskSourceCore<bool> _core;
    private CancellationTokenRegistration _readerGone;
    private CancellationTokenRegistration _callCancelled;
    private bool _isWaiting;
    private bool _isRead;
    private bool _hasEnded;
    private Exception? _failure;

    public GrantedStream(RpcSession session, IncomingStreams streams, long id, StreamOrigin origin, JsonTypeInfo<T> type)
        : base(origin)
    {
        _id = id;
        _session = session;
        _streams = streams;
        _buffer = new StreamBuffer<T>(type, session.Settings.Limits.MaxJsonDepth);
        _window = new StreamWindow(origin.Buffer, origin.Credit);
        _idle = session.StreamIdleTimer(static stream => ((GrantedStream<T>)stream!).OnIdle(), this);
    }

    /// <summary>From here on cancelling its call ends it.</summary>
    public void Watch() =>
        _callCancelled = Origin.Cancellation.UnsafeRegister(static (stream, token) => ((GrantedStream<T>)stream!).Stop(new OperationCanceledException(token)), this);

    public override bool TryAccept(ReadOnlySpan<byte> items)
    {
        // Copied, since the message is lent; read by whoever asks for the items.
        var octets = items.ToArray();
        var expected = Expected;
        var count = new JsonRpcBatchReader(octets, _session.Settings.Limits.MaxJsonDepth).Count(expected);
        if (count > expected)
        {
            return false;
        }

        if (count == 0)
        {
            return true;
        }

        if (!TryKeep(octets, count))
        {
            Stop(_session.TooManyStreamBytes(Origin.Method));
        }

        Wake();
        return true;
    }

    public override void Finish(Exception? failure)
    {
        if (TryEnd(failure))
        {
            Wake();
        }
    }

    public override void Lose(Exception failure)
    {
        if (TryEnd(failure))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static stream => stream.Wake(delivers: false), this, preferLocal: false);
        }
    }

    public override void Dispose() => Stop(new InvalidOperationException($"{Origin.Method}: a stream in an argument ends with its call."), tellsPeer: false);

    private int Expected
    {
        get
        {
            lock (_gate)
            {
                return _window.Expected;
            }
        }
    }

    // Ended ones keep nothing; that is no failure.
    private bool TryKeep(byte[] octets, int count)
    {
        var fits = _streams.TryHold(octets.Length);
        lock (_gate)
        {
            if (fits && !_hasEnded)
            {
                _window.Come(count, octets.Length);
                _buffer.Add(octets);
                return true;
            }
        }

        _streams.Release(octets.Length);
        return fits;
    }

    private void GrantMore()
    {
        int grant;
        lock (_gate)
        {
            grant = _hasEnded ? 0 : _window.Grant(_streams.BytesForEach);
        }

        if (grant > 0)
        {
            _session.SendCredit(_id, grant);
        }
    }

    // What has come is still there to be read.
    private bool TryEnd(Exception? failure)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return false;
            }

            _hasEnded = true;
            _failure = failure;
        }

        LetGo();
        return true;
    }

    private void Wake(bool delivers = true)
    {
        lock (_gate)
        {
            if (!_isWaiting)
            {
                return;
            }

            _isWaiting = false;
        }

        RpcSession.UnwatchIdle(_idle);
        if (delivers)
        {
            _session.EnterUserCode();
        }

        _core.SetResult(true);
    }

    private void OnIdle()
    {
        lock (_gate)
        {
            if (!_isWaiting)
            {
                return;
            }
        }

        if (_session.Settings.IsTimePaused)
        {
            _session.WatchIdle(_idle);
        }
        else
        {
            Stop(_session.StreamIsIdle(Origin.Method));
        }
    }

    // This end wants no more.
    private void Stop(Exception? failure, bool tellsPeer = true)
    {
        bool wakes;
        lock (_gate)
        {
            var dropped = _buffer.Clear();
            _streams.Release(dropped);
            if (_hasEnded)
            {
                // An end that is never read must not look as if all had been.
                _failure = dropped > 0 && failure is not null ? failure : _failure;
                return;
            }

            _hasEnded = true;
            _failure = failure;
            wakes = _isWaiting;
            _isWaiting = false;
        }

        _streams.Remove(_id);
        if (tellsPeer)
        {
            _session.SendStreamCancel(_id);
        }

        LetGo();
        if (wakes)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static stream => stream._core.SetResult(true), this, preferLocal: false);
        }
    }

    // Not disposed, which would wait for a cancellation that runs: it may be the one that does this.
    private void LetGo()
    {
        _callCancelled.Unregister();
        _idle?.Dispose();
        Origin.Scope?.Dispose();
    }
}
