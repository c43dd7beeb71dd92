using Microsoft.CodeAnalysis;

namespace WsRpc.Generators.Parsing;

/// <summary>Which types can cross the wire. Everything System.Text.Json may know how to write can, <c>object</c> included.</summary>
internal static class Travel
{
    /// <summary>The first part of a type that cannot travel, and why; null where all can.</summary>
    public static (ITypeSymbol Part, string Reason)? FindProblem(ITypeSymbol type)
    {
        foreach (var part in type.SelfAndParts())
        {
            if (FindReason(part) is { } reason)
            {
                return (part, reason);
            }
        }

        return null;
    }

    /// <summary>The same of a parameter, which may be more than a part of something can.</summary>
    public static (ITypeSymbol Part, string Reason)? FindProblemOfParameter(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Delegate ? Delegates.FindProblem(type)
        : IsOctetStream(type) || type.IsService() || IsDisposable(type) ? null
        : FindProblem(ValueForms.ContentOf(type));

    /// <summary>The same of a result without its task.</summary>
    public static (ITypeSymbol Part, string Reason)? FindProblemOfResult(ITypeSymbol type) =>
        IsOctetStream(type) || type.IsService() || IsDisposable(type) ? null
        : FindProblem(IsStream(type) ? ValueForms.ContentOf(type) : type);

    private static string? FindReason(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Dynamic } => "name the type that is sent",
        { TypeKind: TypeKind.Delegate } => "a delegate can only be a parameter of its own",
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr }
            => "an address means nothing at the other end",
        { IsRefLikeType: true } => "it cannot leave the stack; use an array",
        _ when IsCancellationToken(type) => "a CancellationToken can only be the last parameter",
        _ when type.Is("System.Threading.Tasks", "Task") || type.Is("System.Threading.Tasks", "ValueTask") => "send what it results in",
        _ when type.Is("System", "ValueTuple") => "System.Text.Json would write it as {}; declare a record",
        _ when IsStream(type) => "a stream can only be a parameter or a result of its own",
        _ when type.IsService() => "an object behind a contract can only be a parameter or a result of its own",
        _ when IsObserver(type) => "an IObserver can only be a parameter of its own",
        _ when IsDisposable(type) => "an IDisposable can only be a parameter or a result of its own",
        _ when IsProgress(type) => "an IProgress can only be a parameter of its own",
        _ when type.Is("System", "Type") => "System.Text.Json does not write it",
        _ when IsOctetStream(type) => "a Stream can only be a parameter or a result of its own",
        _ when DerivesFromStream(type) => "declare it as Stream",
        _ => null,
    };

    public static bool IsCancellationToken(ITypeSymbol type) => type.Is("System.Threading", "CancellationToken");

    public static bool IsStream(ITypeSymbol type) => type.Is("System.Collections.Generic", "IAsyncEnumerable");

    public static bool IsProgress(ITypeSymbol type) => type.Is("System", "IProgress");

    public static bool IsObserver(ITypeSymbol type) => type.Is("System", "IObserver");

    public static bool IsDisposable(ITypeSymbol type) => type.Is("System", "IDisposable");

    /// <summary>Octets: <c>byte[]</c>, <c>ReadOnlyMemory&lt;byte&gt;</c>, <c>Memory&lt;byte&gt;</c>.</summary>
    public static bool IsOctets(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => IsOctets(nullable.TypeArguments[0]),
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } => type.Is("System", "ReadOnlyMemory") || type.Is("System", "Memory"),
        _ => false,
    };

    /// <summary>A stream of octets.</summary>
    public static bool IsOctetStream(ITypeSymbol type) => type.Is("System.IO", "Stream");

    private static bool DerivesFromStream(ITypeSymbol? type) =>
        type is not null && (IsOctetStream(type) || DerivesFromStream(type.BaseType));
}
