using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Diagnostics;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Parsing;

/// <summary>Plans the base class of a contract: <c>ChatBase</c> for <c>IChat</c>, <c>Outer_ChatBase</c> for a nested one.</summary>
internal static class BaseParser
{
    private const string Suffix = "Base";

    public static BaseModel? Parse(
        INamedTypeSymbol contract, IReadOnlyList<IMethodSymbol> methods, IReadOnlyList<MethodModel> models,
        IReadOnlyList<IEventSymbol> events, IReadOnlyList<EventModel> eventModels, ContractReport report)
    {
        var name = NameOf(contract);
        var planned = PlanMethods(methods, models, out var conflict);
        if ((FindNameProblem(contract, name) ?? conflict ?? FindMemberProblem(methods, events, name) ?? BaseEvents.FindConflict(events, methods)) is { } problem)
        {
            report.Add(Descriptors.NoBaseClass, contract.Name, problem);
            return null;
        }

        var members = new UniqueNames(methods.Select<IMethodSymbol, ISymbol>(static method => method).Concat(events).Select(static member => member.Name));
        return new()
        {
            Namespace = contract.ContainingNamespace.IsGlobalNamespace ? null : contract.ContainingNamespace.ToDisplayString(),
            Class = name,
            IsPublic = contract.SelfAndContainers().All(static type => type.DeclaredAccessibility == Accessibility.Public),
            ConnectionProperty = members.Take("Connection", "RpcConnection"),
            ClientProperty = members.Take("Client", "RpcClient"),
            Methods = new(planned),
            Events = new(BaseEvents.Plan(eventModels, members)),
        };
    }

    private static string NameOf(INamedTypeSymbol contract)
    {
        var name = WireNames.WithoutInterfacePrefix(contract.Name) + Suffix;
        return contract.ContainingType is null
            ? name
            : GeneratedNames.Join(contract.SelfAndContainers().Skip(1).Select(static type => type.Name).Reverse().Append(name));
    }

    private static string? FindNameProblem(INamedTypeSymbol contract, string name)
    {
        if (contract.ContainingNamespace.GetTypeMembers(name, arity: 0).Any(static type => !IsOurs(type)))
        {
            return $"its namespace already has a type {name}";
        }

        return FindRival(contract, name) is { } rival ? $"{name} is the base class of {rival.Name}" : null;
    }

    // The analyzers see the compilation after generation, with the very class that is being planned here.
    private static bool IsOurs(INamedTypeSymbol type) => type.GetAttributes().Any(static attribute =>
        attribute.AttributeClass.Is("System.CodeDom.Compiler", "GeneratedCodeAttribute")
        && attribute.ConstructorArguments is [{ Value: "WsRpc.Generators" }, ..]);

    // Chat yields to IChat, and the nested Outer.IChat to IOuter_Chat: the name goes to whoever would be expected to have it.
    private static INamedTypeSymbol? FindRival(INamedTypeSymbol contract, string name)
    {
        var stem = name.Substring(0, name.Length - Suffix.Length);
        var candidates = new List<INamedTypeSymbol>();
        if (!WireNames.HasInterfacePrefix(contract.Name))
        {
            candidates.AddRange(((INamespaceOrTypeSymbol?)contract.ContainingType ?? contract.ContainingNamespace).GetTypeMembers("I" + contract.Name, arity: 0));
        }

        if (contract.ContainingType is not null)
        {
            candidates.AddRange(contract.ContainingNamespace.GetTypeMembers("I" + stem, arity: 0).AddRange(contract.ContainingNamespace.GetTypeMembers(stem, arity: 0)));
        }

        return candidates.Find(static type => type.IsService());
    }

    private static string? FindMemberProblem(IReadOnlyList<IMethodSymbol> methods, IReadOnlyList<IEventSymbol> events, string name) =>
        methods.Any(method => method.Name == name) ? $"a class cannot have a method of its own name, {name}"
        : events.Any(@event => @event.Name == name) ? $"a class cannot have an event of its own name, {name}"
        : methods.Any(static method => method is { Name: "Finalize", Parameters.Length: 0 }) ? "its method Finalize() would pass for a destructor"
        : null;

    private static List<BaseMethodModel> PlanMethods(IReadOnlyList<IMethodSymbol> methods, IReadOnlyList<MethodModel> models, out string? conflict)
    {
        conflict = null;
        var planned = new List<BaseMethodModel>();
        var bySignature = new Dictionary<string, IMethodSymbol>(StringComparer.Ordinal);
        for (var i = 0; i < methods.Count; i++)
        {
            // One public method implements every interface method of its signature, if the results agree too.
            var signature = SignatureOf(methods[i]);
            if (!bySignature.TryGetValue(signature, out var earlier))
            {
                bySignature.Add(signature, methods[i]);
                planned.Add(new(models[i], HidesObjectMember(signature)));
            }
            else if (!SymbolEqualityComparer.Default.Equals(earlier.ReturnType, methods[i].ReturnType))
            {
                conflict = $"{ContractMembers.NameOf(earlier)} and {ContractMembers.NameOf(methods[i])} differ only in their results";
            }
        }

        return planned;
    }

    private static string SignatureOf(IMethodSymbol method) =>
        $"{method.Name}({string.Join(", ", method.Parameters.Select(static parameter => parameter.Type.ToFullName()))})";

    private static bool HidesObjectMember(string signature) => signature
        is "Equals(object)" or "Equals(object, object)" or "ReferenceEquals(object, object)"
        or "GetHashCode()" or "GetType()" or "MemberwiseClone()" or "ToString()";
}
