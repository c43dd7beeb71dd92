namespace WsRpc;

/// <summary>Says how a method of a <see cref="WsServiceAttribute">[WsService]</see> contract travels.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WsMethodAttribute : Attribute
{
    /// <summary>A method with its derived wire name.</summary>
    public WsMethodAttribute()
    {
    }

    /// <summary>A method with a wire name of its own.</summary>
    /// <param name="name">The whole name on the wire, no prefix is added: <c>textDocument/hover</c>.</param>
    public WsMethodAttribute(string name) => Name = name;

    /// <summary>The whole wire name; <see langword="null"/> derives it.</summary>
    public string? Name { get; }

    /// <summary>
    /// How many milliseconds a call of the method may take until its answer is here; then its caller gets <see cref="RpcTimeoutException"/>. 0, the default, for no
    /// bound of its own. Not for notifications, which nobody waits for.
    /// </summary>
    public int TimeoutMilliseconds { get; set; }

    /// <summary>
    /// Whether a call of the method keeps its place among the calls of its connection: it starts when all earlier barriers have ended, and nothing that arrived
    /// later starts before it has ended. Calls that run already go on. Default: false.
    /// </summary>
    /// <remarks>As for a document's changes: a question that came later has to see them. Heeded by the end that serves the method.</remarks>
    public bool Barrier { get; set; }

    /// <summary>
    /// How many items of a stream in the result may be on the way or wait to be read, the producer being that far ahead of the reader. 0, the default, for as many as their size
    /// allows: 16 at first, then what holds 256 KiB, from 2 to 1,024. Heeded by the end that calls the method; without a stream in the result it has no effect.
    /// </summary>
    public int StreamBuffer { get; set; }

    /// <summary>How the arguments are sent. Default: as the service says, by <see cref="WsServiceAttribute.Params"/>.</summary>
    public WsParams Params { get; set; }
}
