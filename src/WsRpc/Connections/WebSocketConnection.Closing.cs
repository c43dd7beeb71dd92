using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// The closing handshake (RFC 6455 §7), and other ends. From any thread.
public sealed partial class WebSocketConnection
{
    private void SendClose(int code, string reason)
    {
        lock (_stateGate)
        {
            if (_state != WebSocketState.Open || _closing is not null)
            {
                return;
            }

            // Noted first: the write may fail at once, and then ends the connection before it returns.
            _state = WebSocketTransitions.Next(_state, WebSocketTrigger.CloseSent);
            _closing = new WebSocketClosed(code, reason, initiatedByPeer: false);
            Output.WriteClose(code, reason);
        }
    }

    private void OnCloseReceived(int code, ReadOnlySpan<byte> reason)
    {
        lock (_stateGate)
        {
            if (_state == WebSocketState.Open)
            {
                // Noted first, as in SendClose.
                _closing = new WebSocketClosed(code, Encoding.UTF8.GetString(reason), initiatedByPeer: true);
                _state = WebSocketTransitions.Next(_state, WebSocketTrigger.CloseReceived);
                _state = WebSocketTransitions.Next(_state, WebSocketTrigger.CloseSent);

                // The peer's code goes back to it (RFC 6455 §5.5.1).
                Output.WriteClose(code, "");
            }
            else
            {
                _state = WebSocketTransitions.Next(_state, WebSocketTrigger.CloseReceived);
            }
        }
    }

    private void OnViolation(ProtocolViolation violation)
    {
        lock (_stateGate)
        {
            _failed = true;
            _closing ??= new WebSocketClosed(violation.CloseCode, $"{violation.Message} ({violation.Section})", initiatedByPeer: false);
            _state = WebSocketTransitions.Next(_state, WebSocketTrigger.Failed);
            Output.WriteClose(violation.CloseCode, violation.Message);
        }
    }

    /// <summary>Ends the connection at once because of a mistake of this end.</summary>
    internal void Fail(Exception exception) => Break(new WebSocketClosed(WebSocketCloseCode.InternalError, "internal error", initiatedByPeer: false, exception));

    // From any thread. Whoever receives notices it at the next read, and gives the buffers back; where nobody does, they are
    // left to the collector, since the last message may still be being read.
    private void Break(WebSocketClosed closed)
    {
        lock (_stateGate)
        {
            closed = _closing ??= closed;
            if (_state != WebSocketState.Closed)
            {
                _state = WebSocketTransitions.Next(_state, WebSocketTrigger.TransportEnded);
            }
        }

        EndKeepAlive();
        Output.Dispose();
        EndPings(closed);
        _completion.TrySetResult(closed);
        DisposeStream();
    }

    // Only the receiver gives the buffers back: it alone knows that they are not in use.
    private void Finish(WebSocketClosed closed)
    {
        Break(closed);
        _received.Release();
        _receiver.Dispose();
    }

    private void DisposeStream()
    {
        if (Interlocked.Exchange(ref _streamDisposed, 1) == 0)
        {
            try
            {
                _stream.Dispose();
            }
            catch (Exception)
            {
                // The connection has ended, whatever the stream makes of it; and nobody is above to catch it.
            }
        }
    }
}
