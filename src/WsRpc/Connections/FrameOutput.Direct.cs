using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// A large message that nothing else is waiting before goes out from where it lies. What is copied is only what the socket does not take.
internal sealed partial class FrameOutput
{
    // Below this a copy, in the cache, costs less than the second system call.
    private const int SmallestDirect = 16 * 1024;

    /// <summary>Sends a whole message, if this is the way for it. If not, nothing has happened.</summary>
    public bool TrySendDirectly(WebSocketOpcode type, ReadOnlySpan<byte> payload, bool compress)
    {
        if (_direct is null || payload.Length < SmallestDirect || (compress && _sender.WouldCompress(payload.Length)))
        {
            return false;
        }

        OutgoingOctets header;
        lock (_gate)
        {
            if (_closed || _flushing || _turns.IsTaken || _sender.PendingBytes > 0)
            {
                return false;
            }

            header = _sender.TakePendingWithHeader(type, payload.Length);
            _inFlightBytes = header.Memory.Length + payload.Length;
            _flushing = true;
        }

        FlushDirectly(header, payload);
        return true;
    }

    private void FlushDirectly(OutgoingOctets header, ReadOnlySpan<byte> payload)
    {
        OutgoingOctets rest;
        try
        {
            var sent = _direct!.Send(header.Memory.Span, payload);
            rest = OutgoingOctets.CopyOf(header.Memory.Span, payload, sent);
        }
        catch (Exception exception)
        {
            Fail(exception);
            return;
        }
        finally
        {
            header.Dispose();
        }

        if (!rest.Memory.IsEmpty)
        {
            _gate.Enter();
            _inFlightBytes = rest.Memory.Length;
            LeaveAndFlush(); // where much is left, the watch over a slow peer begins
            if (!TryWrite(rest))
            {
                return;
            }
        }

        Flush();
    }
}
