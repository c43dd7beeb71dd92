namespace WsRpc.Fuzz.Engine;

/// <summary>An input that breaks a rule, and how to come by it again.</summary>
internal sealed record FuzzFinding(string Target, ulong Seed, int Iteration, byte[] Input, FuzzFailureException Failure)
{
    public override string ToString() =>
        $"""
        {Target}: {Failure.Rule}.
        Found with WSRPC_FUZZ_SEED={Seed} in iteration {Iteration}. The input, made small: {Input.Length} octets
        {Convert.ToHexStringLower(Input)}
        {Failure.Message}
        """;
}
