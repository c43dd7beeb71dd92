using static WsRpc.Protocol.WebSocket.WebSocketState;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// The closing of a connection (RFC 6455 §7), the same for both roles. docs/websocket-states.md draws it. Pure, so safe to
/// call from any thread.
/// </summary>
public static class WebSocketTransitions
{
    /// <summary>The state that follows.</summary>
    /// <param name="state">The state the connection is in.</param>
    /// <param name="trigger">What happened.</param>
    /// <returns>The new state; the same one where the trigger comes too late to matter.</returns>
    /// <exception cref="InvalidOperationException">
    /// A mistake of ours: a Close frame after the last frame we may send, or two of them received, which a
    /// <see cref="WebSocketReceiver"/> does not report.
    /// </exception>
    public static WebSocketState Next(WebSocketState state, WebSocketTrigger trigger) =>
        Find(state, trigger) ?? throw new InvalidOperationException($"{trigger} must not happen when the connection is {state}.");

    /// <summary>The table; null where the pair is a mistake of ours.</summary>
    internal static WebSocketState? Find(WebSocketState state, WebSocketTrigger trigger) => (state, trigger) switch
    {
        (Open, WebSocketTrigger.CloseSent) => CloseSent, // §7.1.2
        (Open, WebSocketTrigger.CloseReceived) => CloseReceived, // §7.1.3
        (Open, WebSocketTrigger.Failed) => Closed, // §7.1.7
        (Open, WebSocketTrigger.TransportEnded) => Aborted, // §7.1.5

        (CloseSent, WebSocketTrigger.CloseSent) => null, // §5.5.1: no frame after the Close frame
        (CloseSent, WebSocketTrigger.CloseReceived) => Closed, // §7.1.1
        (CloseSent, WebSocketTrigger.Failed) => Closed,
        (CloseSent, WebSocketTrigger.TransportEnded) => Aborted,

        (CloseReceived, WebSocketTrigger.CloseSent) => Closed, // §5.5.1: answered
        (CloseReceived, WebSocketTrigger.CloseReceived) => null, // the receiver drops all that follows the first
        (CloseReceived, WebSocketTrigger.Failed) => Closed,
        (CloseReceived, WebSocketTrigger.TransportEnded) => Aborted,

        (Closed, WebSocketTrigger.CloseSent) => null,
        (Closed, WebSocketTrigger.CloseReceived) => Closed, // the other end's crossed our failing the connection
        (Closed, WebSocketTrigger.Failed) => Closed,
        (Closed, WebSocketTrigger.TransportEnded) => Closed, // §7.1.4

        (Aborted, WebSocketTrigger.CloseSent) => null,
        (Aborted, WebSocketTrigger.CloseReceived) => Aborted, // a broken send is noticed before what was received is read
        (Aborted, WebSocketTrigger.Failed) => Aborted,
        (Aborted, WebSocketTrigger.TransportEnded) => Aborted, // each direction may report it

        _ => throw new ArgumentOutOfRangeException(nameof(state), (state, trigger), "Not a state and a trigger."),
    };
}
