namespace WsRpc.Fuzz.Engine;

/// <summary>An invariant does not hold.</summary>
/// <param name="rule">Which one: a smaller input fails the same way when it breaks the same rule.</param>
/// <param name="detail">How, for a person.</param>
/// <param name="innerException">What the reader threw.</param>
internal sealed class FuzzFailureException(string rule, string detail, Exception? innerException = null)
    : Exception($"{rule}: {detail}", innerException)
{
    public string Rule { get; } = rule;
}
