namespace QuickStart.Chat;

/// <summary>The room's answer to who enters it.</summary>
/// <param name="Name">The name the newcomer goes by.</param>
/// <param name="Others">Who else is there.</param>
public sealed record Welcome(string Name, string[] Others);
