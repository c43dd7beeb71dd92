namespace WsRpc.Fuzz.Tests;

/// <summary>What may be wrong with a <see cref="BrokenReader"/>.</summary>
public enum Flaw
{
    None,
    ReadsBehind,
    WritesBehind,
    ForgetsAtCuts,
    Throws,
    StandsStill,
    BelievesLengths,
    CopiesOverAndOver,
    StartsOverAndOver,
    IsWrong,
    NeverReturns,
}
