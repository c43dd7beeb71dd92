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

    /// <summary>Sends a request; whatever becomes of it, <paramref name="call"/> learns it.</summary>
    internal abstract void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken);

    /// <summary>Sends a notification; the task ends when the outgoing queue has accepted it.</summary>
    internal abstract ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken);
}
