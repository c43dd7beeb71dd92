using System.Text;

namespace WsRpc.Conformance;

/// <summary>The vocabulary of the cases.</summary>
internal static class Frames
{
    public static Frame Text(string payload) => Text(Encoding.UTF8.GetBytes(payload));

    public static Frame Text(ReadOnlyMemory<byte> payload) => new(Opcode.Text, payload);

    public static Frame Binary(ReadOnlyMemory<byte> payload) => new(Opcode.Binary, payload);

    public static Frame Continuation(string payload) => Continuation(Encoding.UTF8.GetBytes(payload));

    public static Frame Continuation(ReadOnlyMemory<byte> payload) => new(Opcode.Continuation, payload);

    public static Frame Ping(string payload = "") => Ping(Encoding.UTF8.GetBytes(payload));

    public static Frame Ping(ReadOnlyMemory<byte> payload) => new(Opcode.Ping, payload);

    public static Frame Pong(string payload = "") => Pong(Encoding.UTF8.GetBytes(payload));

    public static Frame Pong(ReadOnlyMemory<byte> payload) => new(Opcode.Pong, payload);

    public static Frame Close(int code, string reason = "") => Close([(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    public static Frame Close(params byte[] body) => new(Opcode.Close, body);

    /// <summary>Not the last fragment of its message.</summary>
    public static Frame More(this Frame frame) => frame with { IsFinal = false };

    public static Frame Rsv(this Frame frame, int bits) => frame with { Reserved = bits };

    public static Frame WrongMask(this Frame frame) => frame with { HasWrongMask = true };

    /// <summary>With the length spelled in so many octets behind the second one: 0, 2 or 8.</summary>
    public static Frame LengthIn(this Frame frame, int octets) => frame with { LengthOctets = octets };

    public static byte[] Filler(int length, byte octet)
    {
        var octets = new byte[length];
        octets.AsSpan().Fill(octet);
        return octets;
    }

    /// <summary>A message cut into fragments of <paramref name="size"/> octets, made as they are asked for.</summary>
    public static IEnumerable<Frame> Fragments(Frame message, int size)
    {
        for (var start = 0; start == 0 || start < message.Payload.Length; start += size)
        {
            var end = Math.Min(start + size, message.Payload.Length);
            yield return start == 0
                ? message with { Payload = message.Payload[..end], IsFinal = end == message.Payload.Length }
                : Continuation(message.Payload[start..end]) with { IsFinal = end == message.Payload.Length };
        }
    }

    /// <summary>As <see cref="Fragments"/>, by a sender that does not know the end before it is there: behind a full last fragment comes an empty one.</summary>
    public static IEnumerable<Frame> FragmentsAsTheyFill(Frame message, int size) =>
        message.Payload.Length % size == 0 ? Fragments(message, size).Select(More).Append(Continuation("")) : Fragments(message, size);
}
