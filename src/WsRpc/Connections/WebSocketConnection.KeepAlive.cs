using System.Globalization;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// Whether the peer is still there. The clock asks from its own thread, and what has to be done is done by a worker of the pool:
// it may wait for the writer, or run a foreign stream.
public sealed partial class WebSocketConnection
{
    private const int NotOnTheClock = -1;

    private int _clockSlot = NotOnTheClock;
    private uint _since; // by the clock: of what was heard last, or of the ping
    private uint _progress; // of the output, when the ping was last seen to wait
    private KeepAliveState _keepAlive;
    private bool _heard; // since the last tick
    private bool _reading; // the stream is being read from: what comes is seen

    internal KeepAliveState KeepAlive => _keepAlive;

    internal bool HasHeard => _heard;

    internal bool IsReading => Volatile.Read(ref _reading);

    /// <summary>Called by the clock. Looks at flags only.</summary>
    internal void OnTick(uint now)
    {
        // Where nobody receives, an answer could not be heard, and where a debugger has stopped this end, it may have stopped the other:
        // time stands still. A connection that closes has its own timeout.
        if (_heard || !Volatile.Read(ref _reading) || _closing is not null || (_options.PauseTimeoutsWhenDebugging && _options.IsDebuggerAttached()))
        {
            _heard = false;
            _keepAlive = KeepAliveState.Listening;
            _since = now;
            return;
        }

        var waited = unchecked(now - _since);
        switch (_keepAlive)
        {
            case KeepAliveState.Listening when waited >= MillisecondsOf(_options.KeepAliveInterval):
                Enter(KeepAliveState.PingDue, now);
                ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.WriteKeepAlivePing(), this, preferLocal: false);
                break;
            case KeepAliveState.PingWritten when Output.PingWaits:
                JudgeWaiting(now, waited);
                break;
            case KeepAliveState.PingWritten:
                Enter(KeepAliveState.PingSent, now);
                break;
            case KeepAliveState.PingSent when waited >= MillisecondsOf(_options.KeepAliveTimeout):
                // Behind whatever waits for a worker: an answer may have come in while the pool was busy.
                Enter(KeepAliveState.Overdue, now);
                ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.EndUnanswered(), this, preferLocal: false);
                break;
        }
    }

    private static long MillisecondsOf(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? long.MaxValue : (long)time.TotalMilliseconds;

    private void StartKeepAlive()
    {
        if (_options.KeepAliveInterval != Timeout.InfiniteTimeSpan)
        {
            var clock = KeepAliveClock.Of(_options.TimeProvider);
            _since = clock.Now;
            _clockSlot = clock.Add(this);
        }
    }

    private void EndKeepAlive()
    {
        if (Interlocked.Exchange(ref _clockSlot, NotOnTheClock) is not NotOnTheClock and var slot)
        {
            KeepAliveClock.Of(_options.TimeProvider).Remove(slot);
        }
    }

    private void Enter(KeepAliveState state, uint now)
    {
        _keepAlive = state;
        _since = now;
    }

    // The ping does not get out, so its answer is not late: the peer is judged by what it takes.
    private void JudgeWaiting(uint now, uint waited)
    {
        var progress = unchecked((uint)Output.Progress);
        if (progress != _progress)
        {
            _progress = progress;
            _since = now;
        }
        else if (waited >= MillisecondsOf(_options.SlowPeerTimeout))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.Break(WebSocketClosed.PeerTooSlow(connection._options.SlowPeerTimeout)), this, preferLocal: false);
        }
    }

    private void WriteKeepAlivePing()
    {
        uint id;
        lock (_stateGate)
        {
            id = NextPing();
        }

        try
        {
            WritePing(id);
            _progress = unchecked((uint)Output.Progress);
            if (_keepAlive == KeepAliveState.PingDue)
            {
                _keepAlive = KeepAliveState.PingWritten;
            }
        }
        catch (Exception exception)
        {
            Fail(exception); // there was no memory for it, and nobody is above to hear of that
        }
    }

    private void EndUnanswered()
    {
        if (!_heard && _keepAlive == KeepAliveState.Overdue)
        {
            var reason = string.Create(CultureInfo.InvariantCulture, $"the peer did not answer a ping within {_options.KeepAliveTimeout.TotalSeconds:0.###} s");
            Break(new WebSocketClosed(WebSocketCloseCode.AbnormalClosure, reason, initiatedByPeer: true));
        }
    }
}
