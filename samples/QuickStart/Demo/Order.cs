namespace QuickStart.Demo;

/// <summary>What a guest orders.</summary>
public sealed record Order(string Drink, int Cups);
