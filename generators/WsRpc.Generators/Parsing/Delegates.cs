using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace WsRpc.Generators.Parsing;

/// <summary>Delegates among the arguments: the other end calls them by reference, as objects of one method.</summary>
internal static class Delegates
{
    // A generic one may take one of a larger type, without end.
    private const int Max = 64;

    /// <summary>What is called of a delegate; null where the type is none.</summary>
    public static IMethodSymbol? InvokeOf(ITypeSymbol type) => type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } named ? named.DelegateInvokeMethod : null;

    /// <summary>What the other end may call of delegates that it gets from the methods, directly or from one another.</summary>
    public static IReadOnlyList<IMethodSymbol> CalledBy(IEnumerable<IMethodSymbol> methods) =>
        CalledThrough(methods.SelectMany(static method => method.Parameters).Select(static parameter => parameter.Type));

    /// <summary>Whether the compiler has something to say about a delegate, or one that it takes.</summary>
    public static bool MentionError(ITypeSymbol type) => CalledThrough([type]).Any(static invoke =>
        invoke.ReturnType.MentionsError() || invoke.Parameters.Any(static parameter => parameter.Type.MentionsError()));

    /// <summary>The first part of a delegate, or of one that it takes, that keeps it from being called by reference, and why; null where it can be.</summary>
    public static (ITypeSymbol Part, string Reason)? FindProblem(ITypeSymbol type)
    {
        var called = CalledThrough([type]);
        return called.Count < Max ? called.Select(FindProblem).FirstOrDefault(static problem => problem is not null) : (type, "too many delegates take one another");
    }

    private static (ITypeSymbol Part, string Reason)? FindProblem(IMethodSymbol invoke) =>
        FindReason(invoke) is { } reason ? (invoke.ContainingType, reason)
        : invoke.Parameters.Select(static parameter => parameter.Type).Where(static type => InvokeOf(type) is null && !Travel.IsCancellationToken(type))
            .Select(Travel.FindProblemOfParameter).FirstOrDefault(static problem => problem is not null)
        ?? (Results.ValueOf(invoke.ReturnType) is { } result ? Travel.FindProblemOfResult(result) : null);

    private static string? FindReason(IMethodSymbol invoke) =>
        !invoke.ReturnsVoid && !Results.IsSupported(invoke) ? "it must return a task, or nothing, since it runs at the other end"
        : invoke.Parameters.Any(static parameter => parameter.RefKind != RefKind.None || parameter.IsParams) ? "its parameters must be passed by value"
        : invoke.Parameters.Reverse().Skip(1).Any(static parameter => Travel.IsCancellationToken(parameter.Type)) ? "a CancellationToken must be its last parameter"
        : invoke.ReturnsVoid && invoke.Parameters.Any(static parameter => ValueForms.NeedsCall(parameter.Type)) ? "one that returns nothing is a notification, which cannot carry what lives as long as its call"
        : null;

    private static List<IMethodSymbol> CalledThrough(IEnumerable<ITypeSymbol> types)
    {
        var called = new List<IMethodSymbol>();
        var waiting = new Queue<ITypeSymbol>(types);
        while (waiting.Count > 0 && called.Count < Max)
        {
            if (InvokeOf(waiting.Dequeue()) is { } invoke && !called.Contains(invoke, SymbolEqualityComparer.IncludeNullability))
            {
                called.Add(invoke);
                foreach (var parameter in invoke.Parameters)
                {
                    waiting.Enqueue(parameter.Type);
                }
            }
        }

        return called;
    }
}
