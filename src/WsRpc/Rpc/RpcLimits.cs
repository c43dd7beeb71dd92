namespace WsRpc;

/// <summary>The limits in force on a connection, so that nobody has to guess them.</summary>
public sealed record RpcLimits
{
    internal RpcLimits(RpcOptions options)
    {
        MaxMessageBytes = options.MaxMessageBytes;
        MaxCallsInFlight = options.MaxCallsInFlight;
        MaxBatchElements = options.MaxBatchElements;
        MaxWaitingBytes = options.MaxWaitingBytes;
        MaxBlobs = options.MaxBlobs;
        MaxBlobBytes = options.MaxBlobBytes;
        MaxWaitingEventBytes = options.MaxWaitingEventBytes;
        MaxEventSubscriptions = options.MaxEventSubscriptions;
        MaxStreams = options.MaxStreams;
        MaxStreamBytes = options.MaxStreamBytes;
        StreamIdleTimeout = options.StreamIdleTimeout;
        MaxLentObjects = options.MaxLentObjects;
        MaxOutgoingBytes = options.MaxOutgoingBytes;
        MaxJsonDepth = options.MaxJsonDepth;
        SlowPeerTimeout = options.SlowPeerTimeout;
        KeepAliveInterval = options.KeepAliveInterval;
        KeepAliveTimeout = options.KeepAliveTimeout;
    }

    /// <summary>The largest message this end accepts, in octets.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>How many calls may be unanswered at a time, in each direction.</summary>
    public int MaxCallsInFlight { get; }

    /// <summary>How many elements a batch may have, in each direction.</summary>
    public int MaxBatchElements { get; }

    /// <summary>How many octets of the peer's calls may wait for their turn.</summary>
    public int MaxWaitingBytes { get; }

    /// <summary>How many values may travel beside one message, and how many streams may be open in each direction.</summary>
    public int MaxBlobs { get; }

    /// <summary>How many octets may travel beside one message of the peer, and how many of its streams may wait to be read.</summary>
    public int MaxBlobBytes { get; }

    /// <summary>How many octets of the peer's events may wait for this end's handlers.</summary>
    public int MaxWaitingEventBytes { get; }

    /// <summary>How many events the peer may be told of.</summary>
    public int MaxEventSubscriptions { get; }

    /// <summary>How many streams may be under way, in each direction.</summary>
    public int MaxStreams { get; }

    /// <summary>How many octets of the peer's streams may wait to be read.</summary>
    public int MaxStreamBytes { get; }

    /// <summary>How long a reader may wait for the next item; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</summary>
    public TimeSpan StreamIdleTimeout { get; }

    /// <summary>How many objects of this end the peer may hold.</summary>
    public int MaxLentObjects { get; }

    /// <summary>How many octets may wait to be sent before calls are refused.</summary>
    public int MaxOutgoingBytes { get; }

    /// <summary>How deep the JSON of a message may be nested.</summary>
    public int MaxJsonDepth { get; }

    /// <summary>How long the peer may take nothing while much waits for it.</summary>
    public TimeSpan SlowPeerTimeout { get; }

    /// <summary>After how long a silence the peer is sent a ping; <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    public TimeSpan KeepAliveInterval { get; }

    /// <summary>How long nothing may come behind a ping; <see cref="Timeout.InfiniteTimeSpan"/> for however long.</summary>
    public TimeSpan KeepAliveTimeout { get; }
}
