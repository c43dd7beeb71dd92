namespace WsRpc;

/// <summary>What this end knows of a stream of the peer before its first item.</summary>
internal sealed record StreamOrigin
{
    /// <summary>The method whose result or argument it is.</summary>
    public required string Method { get; init; }

    /// <summary>The failures by which it may end; null for none.</summary>
    public RpcFaults? Faults { get; init; }

    /// <summary>What ends with it; null for nothing.</summary>
    public CallScope? Scope { get; init; }

    /// <summary>How many items were granted with the request.</summary>
    public int Credit { get; init; }

    /// <summary>How many items may wait at the most, where the contract says it; 0 for as many as their size allows.</summary>
    public int Buffer { get; init; }

    /// <summary>Ends it, as it ends its call.</summary>
    public CancellationToken Cancellation { get; init; }
}
