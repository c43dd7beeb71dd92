namespace WsRpc.Generators.Model;

/// <summary>One parameter that travels.</summary>
internal sealed record ParameterModel
{
    public required string WireName { get; init; }

    /// <summary>The C# name, escaped where it is a keyword.</summary>
    public required string Name { get; init; }

    public required string Type { get; init; }

    /// <summary>In which form it travels.</summary>
    public required ValueForm Form { get; init; }

    /// <summary>Where generated code finds what is called of it by reference; null where its type says so, and in other forms.</summary>
    public required string? Contract { get; init; }

    /// <summary>By reference it may be called behind the end of its call.</summary>
    public required bool OutlivesCall { get; init; }

    /// <summary>JSON null is an acceptable value.</summary>
    public required bool AcceptsNull { get; init; }

    /// <summary>Field of the JsonTypeInfo that reads and writes it; null where the runtime does so directly.</summary>
    public required string? JsonField { get; init; }

    /// <summary>The default value as C# text; null where an argument is required.</summary>
    public required string? Default { get; init; }
}
