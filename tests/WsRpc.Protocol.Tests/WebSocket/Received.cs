using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>An event as tests compare it: the payload copied out, in hex.</summary>
internal sealed record Received(WebSocketEventKind Kind, WebSocketOpcode MessageType, string Payload, int Code, string Section)
{
    /// <summary>Of a part only.</summary>
    public bool EndsMessage { get; init; }

    public static Received Text(string text) => Message(WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text));

    public static Received Message(WebSocketOpcode type, params byte[] payload) => new(WebSocketEventKind.Message, type, Hex(payload), 0, "");

    public static Received Ping(params byte[] data) => new(WebSocketEventKind.Ping, default, Hex(data), 0, "");

    public static Received Pong(params byte[] data) => new(WebSocketEventKind.Pong, default, Hex(data), 0, "");

    public static Received Close(int code, string reason = "") =>
        new(WebSocketEventKind.Close, default, Hex(Encoding.UTF8.GetBytes(reason)), code, "");

    public static Received Violation(int code, string section) => new(WebSocketEventKind.Violation, default, "", code, section.StartsWith('§') ? "RFC 6455 " + section : section);

    public static Received Copy(in WebSocketEvent received) => new(
        received.Kind,
        received.MessageType,
        Hex(received.Payload.Span),
        received.Kind == WebSocketEventKind.Violation ? received.Violation.CloseCode : received.CloseCode,
        received.Violation.Section ?? "")
    {
        EndsMessage = received.Kind == WebSocketEventKind.MessagePart && received.EndsMessage,
    };

    /// <summary>Joins the parts of each message; one that never ended is left out.</summary>
    public static List<Received> Join(IEnumerable<Received> events)
    {
        var joined = new List<Received>();
        var message = new StringBuilder();
        foreach (var received in events)
        {
            if (received.Kind != WebSocketEventKind.MessagePart)
            {
                joined.Add(received);
                continue;
            }

            message.Append(received.Payload);
            if (received.EndsMessage)
            {
                joined.Add(received with { Kind = WebSocketEventKind.Message, Payload = message.ToString(), EndsMessage = false });
                message.Clear();
            }
        }

        return joined;
    }

    private static string Hex(ReadOnlySpan<byte> octets) => Convert.ToHexStringLower(octets);
}
