namespace WsRpc.Conformance;

/// <summary>What an echo server may care about, or not.</summary>
[Flags]
internal enum Checks
{
    None = 0,
    Utf8 = 1,
    Masking = 2,

    /// <summary>Reserved opcodes.</summary>
    Opcodes = 4,

    /// <summary>Reserved bits, lengths, control frames, the order of fragments, Close bodies.</summary>
    Framing = 8,
    All = Utf8 | Masking | Opcodes | Framing,
}
