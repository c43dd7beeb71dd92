namespace WsRpc.Generators.Model;

/// <summary>The T of an <c>EventHandler&lt;T&gt;</c>.</summary>
internal sealed record EventArgumentModel
{
    public required string Type { get; init; }

    /// <summary>The type as people write it, for the header.</summary>
    public required string DisplayType { get; init; }

    /// <summary>JSON null is an acceptable value.</summary>
    public required bool AcceptsNull { get; init; }

    /// <summary>Field of the JsonTypeInfo that reads and writes it.</summary>
    public required string JsonField { get; init; }
}
