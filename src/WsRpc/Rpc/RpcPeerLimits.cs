using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>What the peer has said of itself in its <c>$/hello</c> (docs/protocol.md): its word, which nothing checks.</summary>
public sealed record RpcPeerLimits
{
    internal RpcPeerLimits(JsonRpcHello hello)
    {
        MaxMessageBytes = hello.MaxMessageBytes;
        MaxCallsInFlight = hello.MaxCallsInFlight;
        KeepAliveInterval = TimeOf(hello.KeepAliveIntervalMs);
        KeepAliveTimeout = TimeOf(hello.KeepAliveTimeoutMs);
    }

    /// <summary>The largest message it reads, in octets; <see langword="null"/> when it did not say. A larger one is not sent.</summary>
    public long? MaxMessageBytes { get; }

    /// <summary>How many calls it works on at once; <see langword="null"/> when it did not say.</summary>
    public int? MaxCallsInFlight { get; }

    /// <summary>After how long a silence of this end it sends a ping; <see langword="null"/> when it does not, or did not say.</summary>
    public TimeSpan? KeepAliveInterval { get; }

    /// <summary>How long it then waits before it gives this end up; <see langword="null"/> when it does not, or did not say.</summary>
    public TimeSpan? KeepAliveTimeout { get; }

    private static TimeSpan? TimeOf(int? milliseconds) => milliseconds is { } known ? TimeSpan.FromMilliseconds(known) : null;
}
