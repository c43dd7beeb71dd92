using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Diagnostics;

namespace WsRpc.Generators.Parsing;

/// <summary>The methods of a contract: its own, then those of its bases, each in the order of declaration.</summary>
internal static class ContractMembers
{
    public static IReadOnlyList<IMethodSymbol> Find(INamedTypeSymbol contract, ContractReport report)
    {
        var methods = new List<IMethodSymbol>();
        foreach (var member in AllMembers(contract))
        {
            // A member with a body is not part of the wire: proxies and implementations inherit it as it is.
            if (!member.IsAbstract)
            {
                continue;
            }

            if (member.IsStatic)
            {
                if (member is not IMethodSymbol { AssociatedSymbol: not null })
                {
                    report.Add(Descriptors.StaticAbstractMember, member, NameOf(member));
                }
            }
            else if (!member.IsVisibleInAssembly())
            {
                report.Add(Descriptors.UnreachableContract, member, NameOf(member));
            }
            else if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            {
                methods.Add(method);
            }
            else if (member is IPropertySymbol property)
            {
                report.Add(Descriptors.Property, property, NameOf(property), property.IsIndexer ? "an indexer" : "a property");
            }
        }

        return methods;
    }

    /// <summary>The events of a contract, in the same order. What is wrong with members of any kind, <see cref="Find"/> says.</summary>
    public static IReadOnlyList<IEventSymbol> FindEvents(INamedTypeSymbol contract) =>
        [.. AllMembers(contract).OfType<IEventSymbol>().Where(static member => member is { IsAbstract: true, IsStatic: false } && member.IsVisibleInAssembly())];

    /// <summary>A member with the interface that declares it, as messages name it.</summary>
    public static string NameOf(ISymbol member) =>
        $"{member.ContainingType.ToShortName()}.{(member is IPropertySymbol { IsIndexer: true } ? "this[]" : member.Name)}";

    /// <summary>A method with the types of its parameters, as messages tell overloads apart.</summary>
    public static string SignatureOf(IMethodSymbol method) =>
        $"{NameOf(method)}({string.Join(", ", method.Parameters.Select(static parameter => parameter.Type.ToShortName()))})";

    // The parts of a partial interface come in whatever order the compiler got the files.
    private static IEnumerable<ISymbol> AllMembers(INamedTypeSymbol contract) => contract.AllInterfaces.Prepend(contract).SelectMany(
        static type => type.GetMembers().OrderBy(static member => member.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal));
}
