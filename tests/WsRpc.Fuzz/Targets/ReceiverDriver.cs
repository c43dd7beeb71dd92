using WsRpc.Fuzz.Engine;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>The caller that <see cref="WebSocketReceiver"/> documents, with memory that moves whenever something arrives.</summary>
internal sealed class ReceiverDriver(WebSocketReceiver receiver, Delivery delivery, Trace trace)
{
    private long _arrived;
    private long _promised; // no event but a violation before so many octets have arrived

    public void Run()
    {
        Memory<byte> rest = default;
        for (var piece = 0; piece < delivery.Pieces; piece++)
        {
            var before = rest.Length;
            rest = delivery.PieceBehind(rest, piece);
            _arrived += rest.Length - before;
            rest = TakeEvents(rest);
        }

        trace.Add(receiver.IsClosed ? "closed" : "open");
    }

    private Memory<byte> TakeEvents(Memory<byte> rest)
    {
        while (true)
        {
            delivery.CountCall();
            var isEvent = receiver.TryReceive(rest, out var consumed, out var received);
            if (consumed < (isEvent ? 1 : 0) || consumed > rest.Length)
            {
                throw new FuzzFailureException(Rules.Progresses, $"consumed {consumed} of {rest.Length} octets");
            }

            rest = rest[consumed..];
            if (!isEvent)
            {
                CheckWanted();
                return rest;
            }

            if (received.Kind != WebSocketEventKind.Violation && _arrived < _promised)
            {
                throw new FuzzFailureException(Rules.Progresses, $"an event after {_arrived} octets, when {_promised} were wanted for it");
            }

            EventTrace.Add(trace, received);
        }
    }

    private void CheckWanted()
    {
        if (receiver.BytesWanted < 0 || (receiver.IsClosed && receiver.BytesWanted > 0))
        {
            throw new FuzzFailureException(Rules.Progresses, $"{receiver.BytesWanted} octets wanted");
        }

        _promised = _arrived + receiver.BytesWanted;
    }
}
