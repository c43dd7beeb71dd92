using WsRpc.Fuzz.Engine;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>Events of a receiver as a trace; the reference writes the same lines.</summary>
internal static class EventTrace
{
    public static void Add(Trace trace, in WebSocketEvent received)
    {
        switch (received.Kind)
        {
            case WebSocketEventKind.Message:
                Message(trace, received.MessageType, received.Payload.Span);
                break;
            case WebSocketEventKind.Ping:
                trace.Add("Ping", received.Payload.Span);
                break;
            case WebSocketEventKind.Pong:
                trace.Add("Pong", received.Payload.Span);
                break;
            case WebSocketEventKind.Close:
                Close(trace, received.CloseCode, received.Payload.Span);
                break;
            default:
                Violation(trace, received.Violation.CloseCode, received.Violation.Section);
                break;
        }
    }

    public static void Message(Trace trace, WebSocketOpcode type, ReadOnlySpan<byte> payload) =>
        trace.Add(type == WebSocketOpcode.Text ? "Text" : "Binary", payload);

    public static void Close(Trace trace, int code, ReadOnlySpan<byte> reason)
    {
        trace.Add("Close", code);
        trace.Add("with", reason);
    }

    public static void Violation(Trace trace, int code, string section)
    {
        trace.Add("Violation", code);
        trace.Add(section);
    }
}
