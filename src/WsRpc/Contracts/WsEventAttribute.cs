namespace WsRpc;

/// <summary>Says how an event of a <see cref="WsServiceAttribute">[WsService]</see> contract travels.</summary>
/// <remarks>Events need no attribute: the type of the event is <see cref="EventHandler"/> or <see cref="EventHandler{TEventArgs}"/>, and its name is derived as a method's.</remarks>
[AttributeUsage(AttributeTargets.Event, Inherited = false)]
public sealed class WsEventAttribute : Attribute
{
    /// <summary>An event with its derived wire name.</summary>
    public WsEventAttribute()
    {
    }

    /// <summary>An event with a wire name of its own.</summary>
    /// <param name="name">The whole name on the wire, no prefix is added: <c>textDocument/closed</c>.</param>
    public WsEventAttribute(string name) => Name = name;

    /// <summary>The whole wire name; <see langword="null"/> derives it.</summary>
    public string? Name { get; }

    /// <summary>
    /// What becomes of it while a peer reads too slowly. Default: <see cref="WsQueue.Wait"/>, with which nobody waits here: it is sent as long as less than
    /// <see cref="RpcOptions.MaxOutgoingBytes"/> waits for the peer, and dropped beyond (<see cref="RpcCounters.NotificationsDropped"/>).
    /// </summary>
    public WsQueue Queue { get; set; }
}
