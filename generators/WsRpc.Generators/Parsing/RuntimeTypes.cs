using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace WsRpc.Generators.Parsing;

/// <summary>The types that the runtime resolves by a context of its own (PrimitivesJsonContext), so that no contract has to declare them.</summary>
internal static class RuntimeTypes
{
    /// <summary>Metadata names. A test compares them with the runtime's context; a nullable value type goes with its value type.</summary>
    public static readonly HashSet<string> Names =
    [
        "System.Boolean", "System.Byte", "System.SByte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32", "System.Int64", "System.UInt64",
        "System.Single", "System.Double", "System.Decimal", "System.Char", "System.String", "System.Guid", "System.Uri",
        "System.DateTime", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan",
        "System.Byte[]", "System.Text.Json.JsonElement", "System.Text.Json.Nodes.JsonNode",
    ];

    public static bool Contains(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        return type is IArrayTypeSymbol { Rank: 1 } array
            ? Names.Contains($"{MetadataNameOf(array.ElementType)}[]")
            : Names.Contains(MetadataNameOf(type));
    }

    private static string MetadataNameOf(ITypeSymbol type) => $"{type.ContainingNamespace?.ToDisplayString()}.{type.MetadataName}";
}
