namespace WsRpc.CompilerServices;

/// <summary>An event of a contract as the wire knows it: a notification with one argument.</summary>
/// <remarks>For generated code. Immutable.</remarks>
public sealed class RpcEvent
{
    private WsQueue _queue;
    private RpcMethod? _method;

    /// <summary>Describes an event.</summary>
    /// <param name="name">The wire name.</param>
    public RpcEvent(string name) => Name = name;

    /// <summary>The wire name.</summary>
    public string Name { get; }

    /// <summary>Whether its argument may be null.</summary>
    public bool AcceptsNull { get; init; }

    /// <summary>What becomes of it while a peer reads too slowly.</summary>
    public WsQueue Queue { init => _queue = value; }

    /// <summary>The notification that it is sent as.</summary>
    internal RpcMethod Method => _method ??= new RpcMethod(Name, "e") { Queue = _queue, BelongsToSession = true };
}
