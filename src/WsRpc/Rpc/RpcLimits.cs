namespace WsRpc;

/// <summary>The limits in force on a connection, so that nobody has to guess them.</summary>
public sealed record RpcLimits
{
    internal RpcLimits(RpcOptions options)
    {
        MaxMessageBytes = options.MaxMessageBytes;
        MaxCallsInFlight = options.MaxCallsInFlight;
        MaxOutgoingBytes = options.MaxOutgoingBytes;
        MaxJsonDepth = options.MaxJsonDepth;
    }

    /// <summary>The largest message this end accepts, in octets.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>How many calls may be unanswered at a time, in each direction.</summary>
    public int MaxCallsInFlight { get; }

    /// <summary>How many octets may wait to be sent before calls are refused.</summary>
    public int MaxOutgoingBytes { get; }

    /// <summary>How deep the JSON of a message may be nested.</summary>
    public int MaxJsonDepth { get; }
}
