namespace WsRpc;

/// <summary>What there is to do with an object or a delegate of the peer, beside calling it.</summary>
public static class RpcReference
{
    /// <summary>
    /// Lets an object of the peer go: it is not called any more, and the peer may forget it. An object whose contract is <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/> is disposed instead, which lets
    /// it go as well. What is never let go stays until the connection ends, and counts against the peer's <see cref="RpcOptions.MaxLentObjects"/>.
    /// </summary>
    /// <param name="proxy">The object as the result of a call, or an argument.</param>
    /// <returns>False when it has been let go before, or ended with the call that brought it.</returns>
    /// <exception cref="ArgumentException">It is no object of a peer.</exception>
    public static bool Release(object proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return ObjectChannel.Of(proxy) is { } channel ? channel.Release() : throw new ArgumentException("This is not an object of a peer.", nameof(proxy));
    }
}
