using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// The closing handshake (RFC 6455 §7).
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
            Output.TryWriteClose(code, reason);
        }
    }

    private void OnCloseReceived(int code, ReadOnlySpan<byte> reason)
    {
        lock (_stateGate)
        {
            if (_state == WebSocketState.Open)
            {
                // The peer's code goes back to it (RFC 6455 §5.5.1).
                _closing = new WebSocketClosed(code, Encoding.UTF8.GetString(reason), initiatedByPeer: true);
                _state = WebSocketTransitions.Next(_state, WebSocketTrigger.CloseReceived);
                Output.TryWriteClose(code, "");
                _state = WebSocketTransitions.Next(_state, WebSocketTrigger.CloseSent);
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
            Output.TryWriteClose(violation.CloseCode, violation.Message);
            _state = WebSocketTransitions.Next(_state, WebSocketTrigger.Failed);
            _failed = true;
            _closing ??= new WebSocketClosed(violation.CloseCode, $"{violation.Message} ({violation.Section})", initiatedByPeer: false);
        }
    }

    private void Break(WebSocketClosed closed)
    {
        lock (_stateGate)
        {
            _closing ??= closed;
        }

        Output.Dispose();
        DisposeStream();
        if (TryBecomeReceiver())
        {
            // Nobody receives, but somebody may still be reading the last message: its memory is left to the collector.
            Complete(_closing);
            LeaveReceiver();
        }
    }

    // Only the receiver gives the buffers back: it alone knows that they are not in use.
    private void Finish(WebSocketClosed closed)
    {
        Complete(closed);
        _received.Release();
        _receiver.Dispose();
    }

    private void Complete(WebSocketClosed closed)
    {
        lock (_stateGate)
        {
            closed = _closing ??= closed;
            if (_state != WebSocketState.Closed)
            {
                _state = WebSocketTransitions.Next(_state, WebSocketTrigger.TransportEnded);
            }
        }

        Output.Dispose();
        DisposeStream();
        _completion.TrySetResult(closed);
    }

    private void DisposeStream()
    {
        if (Interlocked.Exchange(ref _streamDisposed, 1) == 0)
        {
            _stream.Dispose();
        }
    }
}
