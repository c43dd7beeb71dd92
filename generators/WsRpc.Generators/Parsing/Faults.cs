using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Diagnostics;

namespace WsRpc.Generators.Parsing;

/// <summary>The failures that <c>[WsFault&lt;T&gt;]</c> declares, on a method and on the interface around it.</summary>
internal static class Faults
{
    // JSON-RPC 2.0 §5.1.
    private const int FirstReserved = -32768;
    private const int LastReserved = -32000;

    public static IReadOnlyList<(int Code, ITypeSymbol Type)> Of(IMethodSymbol method) => MethodNaming.IsNotification(method)
        ? []
        : [.. Declared(method).Concat(Declared(method.ContainingType))];

    public static void Check(IMethodSymbol method, ContractReport report)
    {
        var name = ContractMembers.NameOf(method);
        if (MethodNaming.IsNotification(method) && Declared(method).Any())
        {
            report.Add(Descriptors.FaultCode, method, name, "a notification is not answered", "remove it");
        }

        var faults = Of(method);
        foreach (var (code, type) in faults)
        {
            if (type.MentionsError())
            {
                report.Invalidate();
            }
            else if (FindProblem(type) is { } problem)
            {
                report.Add(Descriptors.FaultType, method, type.ToShortName(), name, problem);
            }

            if (code is >= FirstReserved and <= LastReserved)
            {
                report.Add(Descriptors.FaultCode, method, name, $"{code} is reserved by JSON-RPC", "take one outside of -32768 to -32000");
            }
        }

        if (FindTwice(faults) is { } twice)
        {
            report.Add(Descriptors.FaultCode, method, name, twice, "declare each once, with a code of its own");
        }
    }

    private static string? FindTwice(IReadOnlyList<(int Code, ITypeSymbol Type)> faults) =>
        faults.GroupBy(static fault => fault.Code).FirstOrDefault(static group => group.Count() > 1) is { } codes ? $"{codes.Key} is declared twice"
        : faults.GroupBy(static fault => fault.Type, SymbolEqualityComparer.Default).FirstOrDefault(static group => group.Count() > 1) is { Key: { } type } ? $"{type.ToShortName()} is declared twice"
        : null;

    private static string? FindProblem(ITypeSymbol type) =>
        DerivesFromException(type) ? "it is an exception, which System.Text.Json cannot carry; declare a record with what is known of the failure"
        : Travel.FindProblem(type) is var (part, reason) ? $"{part.ToShortName()} cannot cross the wire; {reason}"
        : type is INamedTypeSymbol named && !named.IsReachable() ? "generated code cannot name it; make it, and the types around it, public or internal"
        : null;

    private static bool DerivesFromException(ITypeSymbol? type) => type is not null && (type.Is("System", "Exception") || DerivesFromException(type.BaseType));

    private static IEnumerable<(int Code, ITypeSymbol Type)> Declared(ISymbol symbol) =>
        from attribute in symbol.GetAttributes()
        where attribute.AttributeClass is { Arity: 1 } && attribute.AttributeClass.Is("WsRpc", "WsFaultAttribute")
        where attribute.ConstructorArguments is [{ Value: int }]
        select ((int)attribute.ConstructorArguments[0].Value!, attribute.AttributeClass!.TypeArguments[0]);
}
