namespace WsRpc;

/// <summary>
/// The proxies of a connection: few, made once, asked for often. They stand in an array that is replaced when one is added, so
/// that finding one takes no lock, and a connection without proxies has no array. Thread-safe.
/// </summary>
internal struct ProxyTable
{
    private (Type Contract, object Proxy)[]? _proxies;

    public readonly object? Find(Type contract) => Find(Volatile.Read(in _proxies), contract);

    /// <summary>Keeps the proxy, unless another thread was faster.</summary>
    /// <returns>The one that is kept.</returns>
    public object GetOrAdd(Type contract, object proxy)
    {
        while (true)
        {
            var proxies = Volatile.Read(in _proxies);
            if (Find(proxies, contract) is { } known)
            {
                return known;
            }

            if (Interlocked.CompareExchange(ref _proxies, [.. proxies ?? [], (contract, proxy)], proxies) == proxies)
            {
                return proxy;
            }
        }
    }

    private static object? Find((Type Contract, object Proxy)[]? proxies, Type contract)
    {
        foreach (var known in proxies ?? [])
        {
            if (known.Contract == contract)
            {
                return known.Proxy;
            }
        }

        return null;
    }
}
