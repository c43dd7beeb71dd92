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

    /// <summary>What becomes of it while the peer reads too slowly. Default: <see cref="WsQueue.Wait"/>.</summary>
    /// <remarks>
    /// What is held back goes out in its order as soon as the peer has read more, but calls and other notifications that are made meanwhile may overtake it.
    /// At most 1,024 notifications, and a quarter of <see cref="RpcOptions.MaxOutgoingBytes"/>, are held for a connection.
    /// </remarks>
    public WsQueue Queue { get; set; }

    /// <summary>
    /// With <see cref="WsQueue.Latest"/>, the parameter by whose value notifications take each other's place: of each value the last one counts. Default:
    /// <see langword="null"/>, the last one of the method counts.
    /// </summary>
    public string? Key { get; set; }
}
