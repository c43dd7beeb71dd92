namespace WsRpc.Conformance;

/// <summary>Which kind of block a message is put into.</summary>
internal enum DeflateShape
{
    /// <summary>A compressed block.</summary>
    Compressed,

    /// <summary>A compressed block that says it is the last one (RFC 7692 §7.2.3.4).</summary>
    CompressedFinal,

    /// <summary>Blocks of plain octets (RFC 7692 §7.2.3.3).</summary>
    Stored,
}
