using WsRpc.Protocol.WebSocket;

namespace WsRpc.Benchmarks.WebSocket;

/// <summary>Text messages as a client or a server puts them on the wire.</summary>
internal static class Frames
{
    public static byte[] Payload(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 26)))];

    public static WebSocketSender SenderOf(WebSocketRole role) => new(role, role == WebSocketRole.Client ? new AsciiMaskKey() : null);

    /// <summary>Messages, each in as many fragments of equal length.</summary>
    public static byte[] Encode(WebSocketRole sender, int messages, int length, int fragments = 1)
    {
        using var output = SenderOf(sender);
        for (var i = 0; i < messages; i++)
        {
            output.BeginMessage(WebSocketOpcode.Text);
            for (var fragment = 1; fragment < fragments; fragment++)
            {
                output.Write(Payload(length / fragments));
                output.EndFragment();
            }

            output.Write(Payload(length / fragments));
            output.EndMessage();
        }

        using var octets = output.TakePending();
        return octets.Memory.ToArray();
    }
}
