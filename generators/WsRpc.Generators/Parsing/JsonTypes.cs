using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Parsing;

/// <summary>The types of one contract that travel by way of their JsonTypeInfo, each with a field of a name that reads like the type.</summary>
internal sealed class JsonTypes(UniqueNames names)
{
    private readonly List<JsonTypeModel> _types = [];

    public EquatableArray<JsonTypeModel> ToModel() => new(_types);

    public string FieldOf(ITypeSymbol type)
    {
        var code = type.ToCode();
        if (_types.Find(known => known.Type == code) is { } known)
        {
            return known.Field;
        }

        var words = Describe(type);
        var field = names.Take("_" + char.ToLowerInvariant(words[0]) + words.Substring(1));
        _types.Add(new(code, field));
        return field;
    }

    /// <summary>The types that the runtime reads and writes without a JsonTypeInfo.</summary>
    public static bool IsPrimitive(ITypeSymbol type) => type.SpecialType
        is SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_String;

    /// <summary>A name that reads like the type.</summary>
    public static string Describe(ITypeSymbol type)
    {
        var isNullableReference = type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };
        return (isNullableReference ? "Nullable" : "") + type switch
        {
            IArrayTypeSymbol array => $"{Describe(array.ElementType)}Array",
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => $"Nullable{Describe(nullable.TypeArguments[0])}",
            INamedTypeSymbol { TypeArguments.Length: > 0 } generic => $"{NameOf(generic)}Of{Describe(generic.TypeArguments)}",
            _ => NameOf(type),
        };
    }

    private static string NameOf(ITypeSymbol type) => type.TypeKind == TypeKind.Interface ? WireNames.WithoutInterfacePrefix(type.Name) : type.Name;

    private static string Describe(IEnumerable<ITypeSymbol> types) => string.Join("And", types.Select(Describe));
}
