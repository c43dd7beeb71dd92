namespace WsRpc;

/// <summary>
/// Makes a method a notification: no answer comes back, so awaiting it means only that the outgoing queue has accepted it.
/// </summary>
/// <remarks>The method returns <see cref="ValueTask"/> or <see cref="Task"/>, without a value.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WsNotificationAttribute : Attribute
{
    /// <summary>A notification with its derived wire name.</summary>
    public WsNotificationAttribute()
    {
    }

    /// <summary>A notification with a wire name of its own.</summary>
    /// <param name="name">The whole name on the wire, no prefix is added.</param>
    public WsNotificationAttribute(string name) => Name = name;

    /// <summary>The whole wire name; <see langword="null"/> derives it.</summary>
    public string? Name { get; }
}
