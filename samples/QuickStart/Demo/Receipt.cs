namespace QuickStart.Demo;

/// <summary>What was served.</summary>
public sealed record Receipt(Order Order, decimal Total);
