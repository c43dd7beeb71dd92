namespace WsRpc.Conformance;

/// <summary>What is made of one trial.</summary>
/// <param name="Behaviour">Of the messages and Pongs.</param>
/// <param name="Close">Of the end.</param>
/// <param name="Code">The code of the peer's Close frame, "empty" where it has none, "dropped" where there is no such frame.</param>
/// <param name="Difference">What is wrong, for people.</param>
internal sealed record Verdict(Behaviour Behaviour, CloseBehaviour Close, string Code, string Difference)
{
    public bool IsPassed => Behaviour != Behaviour.Failed && Close == CloseBehaviour.Ok;

    public override string ToString() => $"{Spell(Behaviour)} {Spell(Close)} {Code}";

    private static string Spell(Behaviour behaviour) => behaviour switch
    {
        Behaviour.Ok => "OK",
        Behaviour.NonStrict => "NON-STRICT",
        Behaviour.Informational => "INFORMATIONAL",
        _ => "FAILED",
    };

    private static string Spell(CloseBehaviour close) => close switch
    {
        CloseBehaviour.Ok => "OK",
        CloseBehaviour.WrongCode => "WRONG-CODE",
        CloseBehaviour.Unclean => "UNCLEAN",
        CloseBehaviour.NotDropped => "NOT-DROPPED",
        _ => "FAILED",
    };
}
