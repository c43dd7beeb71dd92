using System.Globalization;

namespace WsRpc.Fuzz.Engine;

/// <summary>How long to run, and with which seed.</summary>
/// <param name="Seed">What chance begins with.</param>
/// <param name="Duration">Run for so long, however many iterations that makes; null for the target's own number of iterations.</param>
internal sealed record FuzzSettings(ulong Seed, TimeSpan? Duration = null)
{
    private const ulong DefaultSeed = 6455;

    // A slow machine ends early rather than keeping everybody waiting; what it did is reproducible all the same.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Instead of the target's own number of iterations.</summary>
    public int? Iterations { get; init; }

    /// <summary>WSRPC_FUZZ_SEED and WSRPC_FUZZ_SECONDS.</summary>
    public static FuzzSettings FromEnvironment() => new(
        ulong.TryParse(Environment.GetEnvironmentVariable("WSRPC_FUZZ_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : DefaultSeed,
        double.TryParse(Environment.GetEnvironmentVariable("WSRPC_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null);

    public bool GoesOn(int iteration, int iterations, TimeSpan elapsed) =>
        Duration is { } duration ? elapsed < duration : iteration < (Iterations ?? iterations) && elapsed < Longest;
}
