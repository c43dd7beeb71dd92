namespace WsRpc.Fuzz.Engine;

/// <summary>What holds for every reader and every input.</summary>
internal static class Rules
{
    public const string DoesNotThrow = "A reader throws nothing that it does not document";
    public const string ReadsNothingOutside = "The outcome does not depend on what lies around the input";
    public const string ChangesNothingOutside = "Nothing around the input is changed";
    public const string SameInPieces = "The outcome is the same however the input is cut";
    public const string Progresses = "Every call takes octets, or asks for more, or ends";
    public const string Returns = "Every call returns";
    public const string MemoryIsBounded = "Memory is bounded by a constant and a multiple of the input's length";
    public const string BuffersComeBack = "Every buffer rented is returned";
    public const string WorkIsLinear = "Work grows with the input and no faster";
    public const string AgreesWithReference = "The outcome is that of the reference";
}
