using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsRpc.Generators.Parsing;

internal static class SymbolExtensions
{
    // What generated code writes: hostile-proof, and with the nullable annotations that an implementation must repeat.
    private static readonly SymbolDisplayFormat CodeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat PlainFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    public static string ToCode(this ITypeSymbol type) => type.ToDisplayString(CodeFormat);

    /// <summary>Without a nullable annotation of its own, as <c>typeof</c> demands it.</summary>
    public static string ToCodeWithoutAnnotation(this ITypeSymbol type) =>
        type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToCode() : type.ToCode();

    public static string ToFullName(this ITypeSymbol type) => type.ToDisplayString(PlainFormat);

    public static string ToShortName(this ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    public static bool Is(this ITypeSymbol? type, string @namespace, string name) =>
        type is { ContainingType: null } && type.Name == name && type.ContainingNamespace?.ToDisplayString() == @namespace;

    public static AttributeData? FindAttribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is("WsRpc", name));

    public static AttributeData? FindServiceAttribute(this ITypeSymbol type) => type.FindAttribute("WsServiceAttribute");

    public static bool IsService(this ITypeSymbol type) => type.TypeKind == TypeKind.Interface && type.FindServiceAttribute() is not null;

    public static bool IsObsolete(this ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass.Is("System", "ObsoleteAttribute"))
        || symbol.ContainingType is { } container && container.IsObsolete();

    /// <summary>Whether code in another file of the same assembly can name the type.</summary>
    public static bool IsReachable(this INamedTypeSymbol type) =>
        type.SelfAndContainers().All(static level => !level.IsFileLocal && level.IsVisibleInAssembly());

    public static bool IsVisibleInAssembly(this ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    public static bool IsGeneric(this INamedTypeSymbol type) => type.SelfAndContainers().Any(static level => level.Arity > 0);

    /// <summary>The type and those it is nested in, innermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndContainers(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            yield return level;
        }
    }

    /// <summary>The type itself, its array elements and its type arguments, all the way down.</summary>
    public static IEnumerable<ITypeSymbol> SelfAndParts(this ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array, .. array.ElementType.SelfAndParts()],
        INamedTypeSymbol { TypeArguments.Length: > 0 } named => [named, .. named.TypeArguments.SelectMany(static part => part.SelfAndParts())],
        _ => [type],
    };

    public static bool MentionsError(this ITypeSymbol type) => type.SelfAndParts().Any(static part => part.TypeKind == TypeKind.Error);

    /// <summary>What a contract outside a nullable context means by a reference nobody knows, so null has to pass.</summary>
    public static bool AcceptsNull(this ITypeSymbol type) =>
        type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated
        || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>The name as an identifier: <c>@event</c> for <c>event</c>.</summary>
    public static string Escape(this string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
