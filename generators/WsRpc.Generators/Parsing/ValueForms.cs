using Microsoft.CodeAnalysis;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Parsing;

/// <summary>The types that do not cross the wire as their JSON, but as something that stands for them.</summary>
internal static class ValueForms
{
    /// <summary>The form of a parameter, or of a result without its task.</summary>
    public static ValueForm Of(ITypeSymbol type) =>
        Travel.IsProgress(type) ? ValueForm.Progress
        : Travel.IsStream(type) ? ValueForm.Stream
        : Travel.IsOctets(type) || Travel.IsOctetStream(type) ? ValueForm.Binary
        : type.IsService() || type.TypeKind == TypeKind.Delegate || Travel.IsObserver(type) || Travel.IsDisposable(type) ? ValueForm.Reference
        : ValueForm.Json;

    /// <summary>Whether it stays where it is and is called from the other end.</summary>
    public static bool IsReference(ITypeSymbol type) => Of(type) == ValueForm.Reference;

    /// <summary>Whether it lives as long as its call.</summary>
    public static bool NeedsCall(ITypeSymbol type) => Of(type) is ValueForm.Progress or ValueForm.Stream or ValueForm.Reference || Travel.IsOctetStream(type);

    /// <summary>The type that crosses the wire as JSON: that of the reports, the items, or what an observer is told; or the type itself.</summary>
    public static ITypeSymbol ContentOf(ITypeSymbol type) => Of(type) is ValueForm.Progress or ValueForm.Stream || Travel.IsObserver(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
}
