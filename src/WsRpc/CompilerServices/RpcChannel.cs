using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>
/// What a proxy calls through. It stands for a connection and not for a socket, which may be replaced underneath while proxies live on.
/// </summary>
/// <remarks>For generated code. Thread-safe.</remarks>
public abstract class RpcChannel
{
    private protected RpcChannel()
    {
    }

    internal abstract RpcJson Json { get; }

    /// <summary>For arguments that cannot travel; null where nobody is at the other end.</summary>
    internal virtual IValueExchange? Exchange => null;

    /// <summary>Whether octets may go beside the JSON of a call.</summary>
    internal virtual bool TakesOctets => false;

    /// <summary>Begins a call that is answered. The writer must be disposed, on the same thread.</summary>
    /// <param name="method">The method to call.</param>
    public RpcCallWriter Call(RpcMethod method) => new(this, method, isNotification: false);

    /// <summary>Begins a notification. The writer must be disposed, on the same thread.</summary>
    /// <param name="method">The method to call.</param>
    public RpcCallWriter Notify(RpcMethod method) => new(this, method, isNotification: true);

    /// <summary>Adds a handler to an event of the peer; null is none.</summary>
    /// <typeparam name="T">What the event tells.</typeparam>
    /// <param name="declared">The event.</param>
    /// <param name="proxy">The object whose event it is, which is the handler's sender.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="type">How the event's argument is read.</param>
    public void AddHandler<T>(RpcEvent declared, object proxy, EventHandler<T>? handler, JsonTypeInfo<T> type) =>
        AddSubscriber(declared, handler is null ? null : new EventSubscriber.OfArgument<T>(proxy, handler, type, declared.AcceptsNull));

    /// <inheritdoc cref="AddHandler{T}(RpcEvent, object, EventHandler{T}, JsonTypeInfo{T})"/>
    public void AddHandler(RpcEvent declared, object proxy, EventHandler? handler) =>
        AddSubscriber(declared, handler is null ? null : new EventSubscriber.Plain(proxy, handler));

    /// <summary>Removes a handler; nothing happens where there is none.</summary>
    /// <param name="declared">The event.</param>
    /// <param name="proxy">The object whose event it is.</param>
    /// <param name="handler">The handler.</param>
    public void RemoveHandler(RpcEvent declared, object proxy, Delegate? handler)
    {
        if (handler is not null)
        {
            RemoveSubscriber(declared, proxy, handler);
        }
    }

    internal virtual void AddSubscriber(RpcEvent declared, EventSubscriber? subscriber) =>
        throw new NotSupportedException($"{declared.Name} is an event of one peer: add its handler to a proxy of that connection.");

    internal virtual void RemoveSubscriber(RpcEvent declared, object proxy, Delegate handler)
    {
    }

    /// <summary>Sends a request; whatever becomes of it, <paramref name="call"/> learns it.</summary>
    internal abstract void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken);

    /// <summary>Sends a notification, and waits for nothing. Where the connection has ended, nothing is thrown.</summary>
    /// <exception cref="RpcLimitException">There is no room for it.</exception>
    internal void SendNotification(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        var sending = SendNotificationAsync(method, parameters, cancellationToken);
        if (!sending.IsCompleted)
        {
            _ = ObserveAsync(sending, method);
            return;
        }

        try
        {
            sending.GetAwaiter().GetResult();
        }
        catch (RpcConnectionException)
        {
            // Nobody is there to be told.
        }
    }

    /// <summary>Nobody waits for a notification that was not sent after all.</summary>
    internal virtual void OnNotSent(RpcMethod method, Exception exception)
    {
    }

    /// <summary>Sends a notification; the task ends when the outgoing queue has accepted it.</summary>
    internal abstract ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken);

    // It waits for room, which its caller does not, or for interceptors.
    private async Task ObserveAsync(ValueTask sending, RpcMethod method)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RpcConnectionException or OperationCanceledException)
        {
            // Nobody is there to be told.
        }
        catch (Exception exception)
        {
            OnNotSent(method, exception);
        }
    }
}
