using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Diagnostics;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Parsing;

/// <summary>
/// A named JsonSerializerContext must declare every type that crosses the wire. Types it reaches on the way would do as well, but
/// which ones those are is System.Text.Json's secret.
/// </summary>
internal static class JsonContextRules
{
    public static void Check(ServiceAttribute settings, IReadOnlyList<IMethodSymbol> methods, IReadOnlyList<IEventSymbol> events, ContractReport report)
    {
        if (settings.JsonContext is not INamedTypeSymbol { TypeKind: TypeKind.Class } context || !report.IsValid)
        {
            return;
        }

        var seen = DeclaredTypes(context);
        foreach (var method in methods.Concat(Delegates.CalledBy(methods)))
        {
            foreach (var parameter in method.Parameters)
            {
                if (!Travel.IsCancellationToken(parameter.Type))
                {
                    Check(ValueForms.ContentOf(parameter.Type), parameter, method, context, seen, report);
                }
            }

            if (Results.ValueOf(method.ReturnType) is { } result)
            {
                Check(ValueForms.Of(result) == ValueForm.Stream ? ValueForms.ContentOf(result) : result, method, method, context, seen, report);
            }

            foreach (var (_, fault) in Faults.Of(method))
            {
                Check(fault, method, method, context, seen, report);
            }
        }

        foreach (var @event in events)
        {
            if (EventRules.ArgumentOf(@event) is { } argument)
            {
                Check(argument, @event, @event, context, seen, report);
            }
        }
    }

    private static void Check(ITypeSymbol type, ISymbol place, ISymbol member, INamedTypeSymbol context, HashSet<ITypeSymbol> seen, ContractReport report)
    {
        if (!RuntimeTypes.Contains(type) && ValueForms.Of(type) is not (ValueForm.Binary or ValueForm.Reference) && seen.Add(type))
        {
            report.Add(Descriptors.TypeMissingFromJsonContext, place, type.ToShortName(), context.Name, ContractMembers.NameOf(member));
        }
    }

    private static HashSet<ITypeSymbol> DeclaredTypes(INamedTypeSymbol context) => new(
        context.GetAttributes()
            .Where(static attribute => attribute.AttributeClass.Is("System.Text.Json.Serialization", "JsonSerializableAttribute"))
            .Select(static attribute => attribute.ConstructorArguments.FirstOrDefault())
            .Where(static argument => argument is { Kind: TypedConstantKind.Type, Value: not null })
            .Select(static argument => (ITypeSymbol)argument.Value!),
        SymbolEqualityComparer.Default);
}
