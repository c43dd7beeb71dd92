namespace WsRpc.Faults.Accounting;

/// <summary>
/// Something that is taken and has to be given back. A resource of another kind, native memory for instance, is one more of
/// these in <see cref="Books"/>.
/// </summary>
internal interface ICount
{
    /// <summary>What is counted, in the plural.</summary>
    string Name { get; }

    /// <summary>How many were taken since the last <see cref="Begin"/> and not given back.</summary>
    int Outstanding { get; }

    /// <summary>Starts at zero.</summary>
    void Begin();

    /// <summary>What is outstanding, for people.</summary>
    string Describe();
}
