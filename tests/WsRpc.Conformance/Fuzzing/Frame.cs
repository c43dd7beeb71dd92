using System.Buffers.Binary;

namespace WsRpc.Conformance;

/// <summary>A frame (RFC 6455 §5.2), legal or not; a whole message, where one is expected or was received.</summary>
internal sealed record Frame(int Opcode, ReadOnlyMemory<byte> Payload)
{
    public bool IsFinal { get; init; } = true;

    /// <summary>The three reserved bits as a number: RSV1 is 4, RSV2 is 2, RSV3 is 1.</summary>
    public int Reserved { get; init; }

    /// <summary>Whether it is masked where it must not be, or the other way round.</summary>
    public bool HasWrongMask { get; init; }

    /// <summary>In how many octets the length is spelled behind the second one, where the test says so: 0, 2 or 8.</summary>
    public int? LengthOctets { get; init; }

    /// <summary>The length that the header claims, where it is not the payload's.</summary>
    public ulong? ClaimedLength { get; init; }

    public bool IsControl => Opcode >= 8;

    /// <summary>The code of a Close frame, or nothing where its body has none.</summary>
    public int? CloseCode => Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(Payload.Span) : null;

    public bool IsSameMessageAs(Frame other) => Opcode == other.Opcode && Payload.Span.SequenceEqual(other.Payload.Span);

    public override string ToString()
    {
        var start = Convert.ToHexStringLower(Payload.Span[..Math.Min(Payload.Length, 24)]);
        return $"opcode {Opcode}, {Payload.Length} octets: {start}{(Payload.Length > 24 ? "…" : "")}";
    }
}
