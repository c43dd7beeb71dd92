namespace WsRpc.Generators.Model;

/// <summary>What a method returns.</summary>
internal sealed record ResultModel
{
    public required bool IsValueTask { get; init; }

    /// <summary>Nothing is returned, not even a task: a delegate that is a notification.</summary>
    public required bool IsVoid { get; init; }

    /// <summary>Not a task is returned but the value itself: a stream.</summary>
    public required bool IsBare { get; init; }

    /// <summary>The T of <c>Task&lt;T&gt;</c>; null where nothing but completion is returned.</summary>
    public required string? Type { get; init; }

    /// <summary>The T as people write it, for the header.</summary>
    public required string? DisplayType { get; init; }

    /// <summary>In which form it travels.</summary>
    public required ValueForm Form { get; init; }

    /// <summary>Field of the JsonTypeInfo that reads and writes it; null where the runtime does so directly.</summary>
    public required string? JsonField { get; init; }
}
