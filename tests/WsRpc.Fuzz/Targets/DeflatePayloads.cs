using System.Buffers;
using WsRpc.Conformance;
using WsRpc.Fuzz.Engine;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>The payload of a compressed message (RFC 7692 §7.2.2), as <see cref="ZlibProvider"/> takes it apart.</summary>
internal sealed class DeflatePayloads : FuzzTarget
{
    private const int RoomOfOneCall = 1000;
    private const int LongestMessage = 64 * 1024; // a bomb goes on for a thousand times its length

    public override string Name => "deflate-payloads";

    public override bool TakesPieces => true;

    public override int Iterations => 2000;

    public override int MaxLength => 1024;

    public override int AllocationPerOctet => 0;

    public override IReadOnlyList<string> Tokens { get; } =
    [
        "\0\0\xFF\xFF", "\0\x05\0\xFA\xFFHello", "\xF2\x48\xCD\xC9\xC9\x07\0", "\xF3\x48\xCD\xC9\xC9\x07\0", "\xF2\0\x11\0\0", "\x02\x13\0\0", "\x03\0", "\x01\0\0\xFF\xFF", "\x4A\x04\0", "\xED\xC1\x01",
    ];

    public override IReadOnlyList<Repetition> Repetitions { get; } = [new("", "\0\0\0\xFF\xFF"), new("", "\x03\0"), new("", "\0\x01\0\xFE\xFFx"), new("", "\x02\0"), new("\xF2\x48", "\xCD\xC9")];

    public override byte[] Generate(Prng random)
    {
        var text = new byte[random.Below(400)];
        var letters = random.Between(1, 256);
        foreach (ref var octet in text.AsSpan())
        {
            octet = (byte)random.Below(letters);
        }

        return random.OneIn(3) ? new WindowedDeflater(15, takesOver: false).Deflate(text, (DeflateShape)random.Below(3)) : Compress(text, level: random.Between(1, 9));
    }

    public override void Read(Delivery delivery, Trace trace)
    {
        using var inflater = ZlibProvider.Instance.CreateInflater(15);
        using var message = trace.IsRecording ? new MemoryStream() : null;
        Span<byte> room = stackalloc byte[RoomOfOneCall];
        var length = 0;
        for (var piece = 0; piece < delivery.Pieces; piece++)
        {
            ReadOnlySpan<byte> data = delivery.Piece(piece).Span;
            OperationStatus status;
            do
            {
                delivery.CountCall();
                status = inflater.Inflate(ref data, room, out var written);
                message?.Write(room[..written]);
                length += written;
                if (length > LongestMessage)
                {
                    trace.Add("too long");
                    return;
                }
            }
            while (status == OperationStatus.DestinationTooSmall);

            if (status == OperationStatus.InvalidData)
            {
                trace.Add("malformed");
                return;
            }
        }

        trace.Add(inflater.TryEndMessage() ? "message" : "unfinished", message is null ? default : message.GetBuffer().AsSpan(0, length));
    }

    public override void Judge(ReadOnlyMemory<byte> input, Trace outcome)
    {
        var text = outcome.ToString();
        if (text == "too long\n")
        {
            return;
        }

        var expected = Expected(input.Span);
        if (expected is null ? text.StartsWith("message ", StringComparison.Ordinal) : text != $"message {Convert.ToHexStringLower(expected)}\n")
        {
            throw new FuzzFailureException(Rules.AgreesWithReference, $"expected {(expected is null ? "no message" : Convert.ToHexStringLower(expected))}, but\n{text}");
        }
    }

    // A message may end between two blocks, or where an empty block lacks the octets that its sender left away.
    private static byte[]? Expected(ReadOnlySpan<byte> payload) =>
        Blocks(payload, out _) ?? (Blocks([.. payload, .. DeflateTail.Octets], out var endsEmpty) is { } message && endsEmpty ? message : null);

    private static byte[]? Blocks(ReadOnlySpan<byte> octets, out bool endsEmpty)
    {
        endsEmpty = false;
        try
        {
            return new StrictInflater(15, takesOver: false).InflateBlocks(octets, out endsEmpty, out _);
        }
        catch (DeflateException)
        {
            return null;
        }
    }

    private static byte[] Compress(byte[] text, int level)
    {
        using var deflater = ZlibProvider.Instance.CreateDeflater(15, level);
        ReadOnlySpan<byte> payload = text;
        var output = new byte[2 * text.Length + 64];
        deflater.Deflate(ref payload, output, forget: false, out var written);
        return output[..(written - DeflateTail.Octets.Length)];
    }
}
