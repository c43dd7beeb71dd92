namespace WsRpc.Load;

/// <summary>What is told: some hundred octets of JSON.</summary>
public sealed record Tick(string Symbol, decimal Price, long Volume, DateTimeOffset Time)
{
    /// <summary>One that is like any other.</summary>
    public static Tick Usual { get; } = new("XAU/USD", 4142.55m, 1_250_000, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
}
