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

    private static string? FindReason(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Dynamic } => "name the type that is sent",
        { TypeKind: TypeKind.Delegate } => "code has no JSON form; declare a callback contract",
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr }
            => "an address means nothing at the other end",
        { IsRefLikeType: true } => "it cannot leave the stack; use an array",
        _ when IsCancellationToken(type) => "a CancellationToken can only be the last parameter",
        _ when type.Is("System.Threading.Tasks", "Task") || type.Is("System.Threading.Tasks", "ValueTask") => "send what it results in",
        _ when type.Is("System", "ValueTuple") => "System.Text.Json would write it as {}; declare a record",
        _ when IsStream(type) => "a stream can only be a parameter or a result of its own",
        _ when type.IsService() => "an object behind a contract can only be a parameter or a result of its own",
        _ when IsProgress(type) => "an IProgress can only be a parameter of its own",
        _ when type.Is("System", "Type") => "System.Text.Json does not write it",
        _ when IsOctetStream(type) => "a Stream can only be a parameter or a result of its own",
        _ when DerivesFromStream(type) => "declare it as Stream",
        _ => null,
    };

    public static bool IsCancellationToken(ITypeSymbol type) => type.Is("System.Threading", "CancellationToken");

    public static bool IsStream(ITypeSymbol type) => type.Is("System.Collections.Generic", "IAsyncEnumerable");

    public static bool IsProgress(ITypeSymbol type) => type.Is("System", "IProgress");

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
