namespace WsRpc.Generators.Model;

/// <summary>The base class that implementations may derive from.</summary>
internal sealed record BaseModel
{
    /// <summary>Null in the global namespace.</summary>
    public required string? Namespace { get; init; }

    public required string Class { get; init; }

    public required bool IsPublic { get; init; }

    public required string ConnectionProperty { get; init; }

    public required string ClientProperty { get; init; }

    public required EquatableArray<BaseMethodModel> Methods { get; init; }

    public required EquatableArray<BaseEventModel> Events { get; init; }
}
