namespace WsRpc;

/// <summary>Exchanges what stands for an object by reference for the object, or for what calls it at the other end.</summary>
internal interface IReferenceReader
{
    /// <summary>Reads an object that is a result.</summary>
    /// <returns>The object; null, and why, when it is none.</returns>
    object? ReadReference(ReadOnlySpan<byte> json, Type contractType, out string? problem);
}
