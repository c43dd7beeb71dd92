namespace QuickStart.Chat;

/// <summary>A line of the chat.</summary>
/// <param name="From">Who said it; null where the room itself reports something.</param>
/// <param name="Text">What was said, or what happened.</param>
public sealed record ChatLine(string? From, string Text);
