using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// Messages in fragments. No frame stays open between two calls, so control frames go in between, and what is there goes out.
internal sealed partial class FrameOutput
{
    private MessageTurns _turns;

    /// <summary>Waits for the turn to send a message, where another one is streamed. False when nothing can be sent any more.</summary>
    public ValueTask<bool> TakeTurnAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return new ValueTask<bool>(false);
            }

            return _turns.Take() is { } place ? WaitForTurnAsync(place, cancellationToken) : new ValueTask<bool>(true);
        }
    }

    /// <summary>The message is sent, or will never be: the next one may be.</summary>
    public void PassTurn()
    {
        lock (_gate)
        {
            _turns.Pass();
        }
    }

    /// <summary>Writes the next fragment of the message whose turn it is, or the last one. False when nothing can be sent any more.</summary>
    public bool TryWriteFragment(WebSocketOpcode type, ReadOnlySpan<byte> payload, bool begins, bool ends, bool compress)
    {
        _gate.Enter();
        if (_closed || Bytes > MaxBytes)
        {
            return ExitRefused();
        }

        try
        {
            if (begins)
            {
                _sender.BeginMessage(type, payload.Length, compress);
            }

            _sender.Write(payload);
            if (ends)
            {
                _sender.EndMessage();
            }
            else
            {
                _sender.EndFragment();
            }
        }
        catch (Exception exception)
        {
            // There was no memory for it. Half a frame cannot be taken back from the middle of a message.
            _gate.Exit();
            Dispose();
            _onFailed(new WebSocketClosed(WebSocketCloseCode.InternalError, "internal error", initiatedByPeer: false, exception));
            throw;
        }

        LeaveAndFlush();
        return true;
    }

    private static async ValueTask<bool> WaitForTurnAsync(TaskCompletionSource<bool> place, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(static (place, token) => ((TaskCompletionSource<bool>)place!).TrySetCanceled(token), place).ConfigureAwait(false);
        return await place.Task.ConfigureAwait(false);
    }

    // Leaves the writer. Reading has paused long ago where this much waits: these are answers to what was under way before.
    private bool ExitRefused()
    {
        var overflows = !_closed;
        _gate.Exit();
        if (overflows)
        {
            _onFailed(WebSocketClosed.PeerTooSlow(MaxBytes));
        }

        return false;
    }
}
