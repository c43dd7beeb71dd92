namespace WsRpc.Generators.Model;

/// <summary>One method of a contract, its own or inherited.</summary>
internal sealed record MethodModel
{
    /// <summary>Names the method among the generated members: <c>Join</c> for <c>JoinAsync</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The C# name, escaped where it is a keyword.</summary>
    public required string Name { get; init; }

    public required string WireName { get; init; }

    /// <summary>Length of the wire name in UTF-8 octets.</summary>
    public required int WireLength { get; init; }

    /// <summary>The interface that declares it.</summary>
    public required string Interface { get; init; }

    /// <summary>Another interface of the contract has a member of this name, so a call must say which one is meant.</summary>
    public required bool IsAmbiguous { get; init; }

    /// <summary>It is that of IDisposable or IAsyncDisposable.</summary>
    public required bool Disposes { get; init; }

    public required bool IsNotification { get; init; }

    /// <summary>How the arguments are sent, as a member of WsParams; null for positional ones.</summary>
    public required string? Params { get; init; }

    /// <summary>How many milliseconds a call may take; 0 for as long as it takes.</summary>
    public required int TimeoutMilliseconds { get; init; }

    /// <summary>How many items of a stream in the result may wait; 0 where that is not said.</summary>
    public required int StreamBuffer { get; init; }

    public required EquatableArray<FaultModel> Faults { get; init; }

    /// <summary>What becomes of a notification that a slow peer holds up, as a member of WsQueue; null for waiting.</summary>
    public required string? Queue { get; init; }

    /// <summary>The place of the parameter by which notifications take each other's place; negative for none.</summary>
    public required int KeyIndex { get; init; }

    public required bool IsBarrier { get; init; }

    public required ResultModel Result { get; init; }

    /// <summary>The parameters that travel.</summary>
    public required EquatableArray<ParameterModel> Parameters { get; init; }

    /// <summary>Name of the trailing CancellationToken; null where there is none.</summary>
    public required string? CancellationToken { get; init; }

    public required bool CancellationTokenIsOptional { get; init; }

    /// <summary>Name of the local (in the proxy) and parameter (in the dispatcher) that holds the call.</summary>
    public required string CallLocal { get; init; }

    /// <summary>Name of the dispatcher's local that reads the arguments.</summary>
    public required string ArgumentsLocal { get; init; }
}
