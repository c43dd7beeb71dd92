using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsRpc.Architecture.Tests;

/// <summary>Writes what users of an assembly can bind to, a line per member, in an order that does not depend on the sources.</summary>
internal static class PublicApiListing
{
    // Attributes that change what a caller may do; the others are for the implementation.
    private static readonly string[] TellingAttributes =
        ["Obsolete", "EditorBrowsable", "AttributeUsage", "Flags", "Experimental", "RequiresUnreferencedCode", "RequiresDynamicCode", "AsyncMethodBuilder", "OverloadResolutionPriority"];

    private static readonly SymbolDisplayFormat MemberFormat = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        SymbolDisplayDelegateStyle.NameAndSignature,
        SymbolDisplayExtensionMethodStyle.StaticMethod,
        SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeExtensionThis | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue,
        SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        SymbolDisplayLocalOptions.None,
        SymbolDisplayKindOptions.IncludeMemberKeyword | SymbolDisplayKindOptions.IncludeTypeKeyword,
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat HeadingFormat = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        MemberFormat.GenericsOptions,
        MemberFormat.MemberOptions,
        MemberFormat.DelegateStyle,
        parameterOptions: MemberFormat.ParameterOptions,
        kindOptions: MemberFormat.KindOptions,
        miscellaneousOptions: MemberFormat.MiscellaneousOptions);

    private static readonly SymbolDisplayFormat BaseFormat = MemberFormat.WithKindOptions(SymbolDisplayKindOptions.None).WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters);

    public static string Write(IAssemblySymbol assembly) =>
        string.Join('\n', Types(assembly.GlobalNamespace)
            .Where(IsVisible)
            .OrderBy(t => t.ToDisplayString(HeadingFormat.WithKindOptions(SymbolDisplayKindOptions.None)), StringComparer.Ordinal)
            .Select(Write)) + "\n";

    private static string Write(INamedTypeSymbol type) =>
        string.Join('\n', type.GetMembers()
            .Where(m => m is not INamedTypeSymbol && IsVisible(m) && !IsAccessor(m) && !HidesFromReaders(m))
            .Where(_ => type.TypeKind != TypeKind.Delegate)
            .Select(m => (m.Name, Line: $"    {Attributes(m)}{m.ToDisplayString(MemberFormat)}"))
            .OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Line, StringComparer.Ordinal)
            .Select(m => m.Line)
            .Prepend(Heading(type))) + "\n";

    private static string Heading(INamedTypeSymbol type)
    {
        var modifiers = type switch
        {
            { IsStatic: true } => "static ",
            { TypeKind: not TypeKind.Class } => "",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => "",
        };
        INamedTypeSymbol?[] bases =
        [
            type is { TypeKind: TypeKind.Class, BaseType.SpecialType: not SpecialType.System_Object } ? type.BaseType : null,
            type.EnumUnderlyingType is { SpecialType: not SpecialType.System_Int32 } underlying ? underlying : null,
            .. type.TypeKind == TypeKind.Enum ? [] : type.Interfaces,
        ];
        var list = string.Join(", ", bases.OfType<INamedTypeSymbol>().Select(b => b.ToDisplayString(BaseFormat)));
        var accessibility = SyntaxFacts.GetText(type.DeclaredAccessibility);
        return $"{Attributes(type)}{accessibility} {modifiers}{type.ToDisplayString(HeadingFormat)}{(list.Length > 0 ? " : " : "")}{list}";
    }

    private static string Attributes(ISymbol symbol) =>
        string.Concat(symbol.GetAttributes()
            .SelectMany(a => TellingAttributes.Where(name => a.AttributeClass?.Name == name + "Attribute"), (a, name) =>
                $"[{name}({string.Join(", ", [.. a.ConstructorArguments.Select(c => c.ToCSharpString()), .. a.NamedArguments.Select(n => $"{n.Key} = {n.Value.ToCSharpString()}")])})] ")
            .Order(StringComparer.Ordinal));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetMembers().SelectMany(member => member switch
        {
            INamespaceSymbol inner => Types(inner),
            INamedTypeSymbol type => Types(type).Prepend(type),
            _ => [],
        });

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is not { } container || IsVisible(container));

    private static bool IsAccessor(ISymbol symbol) =>
        symbol is IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove };

    // The default constructor of structs, value__ of enums, and what the compiler writes for records under names that C# cannot say.
    private static bool HidesFromReaders(ISymbol symbol) =>
        symbol.IsImplicitlyDeclared || symbol is IFieldSymbol { Name: "value__" } || symbol.Name.Contains('<', StringComparison.Ordinal);
}
