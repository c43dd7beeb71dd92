namespace WsRpc.Generators.Model;

/// <summary>One event of a contract, its own or inherited.</summary>
internal sealed record EventModel
{
    /// <summary>Names the event among the generated members.</summary>
    public required string Id { get; init; }

    /// <summary>The C# name, escaped where it is a keyword.</summary>
    public required string Name { get; init; }

    public required string WireName { get; init; }

    /// <summary>The interface that declares it.</summary>
    public required string Interface { get; init; }

    /// <summary>Another interface of the contract has a member of this name, so code must say which one is meant.</summary>
    public required bool IsAmbiguous { get; init; }

    /// <summary>The delegate, with the nullable annotation that an implementation must repeat.</summary>
    public required string HandlerType { get; init; }

    /// <summary>Whether the delegate is annotated as nullable.</summary>
    public required bool HandlerIsNullable { get; init; }

    /// <summary>What becomes of it while a peer reads too slowly, as a member of WsQueue; null for waiting.</summary>
    public required string? Queue { get; init; }

    /// <summary>What is sent; null for a plain EventHandler.</summary>
    public required EventArgumentModel? Argument { get; init; }
}
