using System.Collections.Concurrent;

namespace WsRpc;

/// <summary>The facts of one call or notification, for the service that it reaches (<see cref="Current"/>) and for interceptors (<see cref="RpcInterceptor"/>). They stay as they are when the call ends.</summary>
public sealed class RpcCall
{
    private ConcurrentDictionary<object, object?>? _items;

    internal RpcCall(RpcConnection connection, string method, bool isNotification, bool isIncoming)
    {
        Connection = connection;
        Method = method;
        IsNotification = isNotification;
        IsIncoming = isIncoming;
    }

    /// <summary>
    /// The call that this method serves. To be read before the method's first <c>await</c>, or wherever its execution context flows with
    /// <see cref="RpcOptions.FlowCallContext"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">No call is being served here, or it is too late to ask.</exception>
    public static RpcCall Current => ServingCall.Facts ?? throw new InvalidOperationException(
        "No call is being served here. RpcCall.Current is known until the first await of a service's method: read it before, or set FlowCallContext.");

    /// <summary>The connection that the call came by, or goes by.</summary>
    public RpcConnection Connection { get; }

    /// <summary>The wire name of the method, be it served or not.</summary>
    public string Method { get; }

    /// <summary>Whether nobody waits for an answer.</summary>
    public bool IsNotification { get; }

    /// <summary>Whether the peer made the call; otherwise this end did.</summary>
    public bool IsIncoming { get; }

    /// <summary>The id of a call of the peer as JSON: <c>7</c>, <c>"a"</c>. <see langword="null"/> for a notification, and for calls of this end.</summary>
    public string? Id { get; internal init; }

    /// <summary>When the caller gives up, by the clock of this end; <see langword="null"/> when that is not known.</summary>
    public DateTimeOffset? Deadline { get; internal init; }

    /// <summary>The arguments as JSON, an array or an object, for interceptors; empty when there are none, and for services. Not to be kept beyond the call.</summary>
    public ReadOnlyMemory<byte> Arguments { get; internal init; }

    /// <summary>A place for whatever interceptors and the service want to tell each other. Thread-safe.</summary>
    public IDictionary<object, object?> Items => LazyInitializer.EnsureInitialized(ref _items, static () => new ConcurrentDictionary<object, object?>());

    /// <summary>The method and the connection.</summary>
    public override string ToString() => $"{Method} ({Connection})";
}
