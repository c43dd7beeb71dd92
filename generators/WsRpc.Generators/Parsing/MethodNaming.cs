using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Diagnostics;

namespace WsRpc.Generators.Parsing;

/// <summary>Gives every method its wire name: the one its attribute says, or the one derived from its service and its own.</summary>
internal static class MethodNaming
{
    public static bool IsNotification(IMethodSymbol method) =>
        method.ReturnsVoid && MethodRules.MayReturnNothing(method) || method.FindAttribute("WsNotificationAttribute") is not null;

    /// <summary>The wire names of the methods, in their order.</summary>
    public static IReadOnlyList<string> Resolve(INamedTypeSymbol contract, ServiceAttribute settings, IReadOnlyList<IMethodSymbol> methods, ContractReport report)
    {
        var names = new List<string>(methods.Count);
        var owners = new Dictionary<string, IMethodSymbol>(StringComparer.Ordinal);
        foreach (var method in methods)
        {
            var name = NameOf(method, contract, settings, report);
            names.Add(name);
            if (!owners.TryGetValue(name, out var owner))
            {
                owners.Add(name, method);
            }
            else
            {
                ReportDuplicate(method, owner, name, report);
            }
        }

        return names;
    }

    /// <summary>
    /// The contract after which a member is named. A base that is a contract itself keeps its names, so its callers still find it; any other base takes those
    /// of the heir.
    /// </summary>
    public static (INamedTypeSymbol Contract, ServiceAttribute Settings) NamesakeOf(ISymbol member, INamedTypeSymbol contract, ServiceAttribute settings) =>
        member.ContainingType.FindServiceAttribute() is { } own ? (member.ContainingType, new ServiceAttribute(own)) : (contract, settings);

    private static void ReportDuplicate(IMethodSymbol method, IMethodSymbol owner, string wireName, ContractReport report)
    {
        var (name, ownerName) = (ContractMembers.NameOf(method), ContractMembers.NameOf(owner));
        if (name == ownerName)
        {
            (name, ownerName) = (ContractMembers.SignatureOf(method), ContractMembers.SignatureOf(owner));
        }

        report.Add(Descriptors.DuplicateWireName, method, name, ownerName, wireName, "[WsMethod(\"…\")]");
    }

    private static string NameOf(IMethodSymbol method, INamedTypeSymbol contract, ServiceAttribute settings, ContractReport report)
    {
        var attribute = method.FindAttribute("WsMethodAttribute");
        var notification = method.FindAttribute("WsNotificationAttribute");
        if ((GivenName(attribute) ?? GivenName(notification)) is not { } given)
        {
            return DerivedName(method, contract, settings);
        }

        var problem = GivenName(notification) is { } other && other != given ? $"[WsNotification] says \"{other}\"" : WireNames.FindProblem(given);
        if (problem is not null)
        {
            report.Add(Descriptors.InvalidWireName, method, given, ContractMembers.NameOf(method), problem, "[WsMethod(\"…\")]");
        }

        return given;
    }

    private static string DerivedName(IMethodSymbol method, INamedTypeSymbol contract, ServiceAttribute settings)
    {
        (contract, settings) = NamesakeOf(method, contract, settings);
        return WireNames.Derive(method, WireNames.PrefixOf(contract, settings), settings.KeepsDeclaredNames);
    }

    private static string? GivenName(AttributeData? attribute) => attribute is { ConstructorArguments: [{ Value: string name }] } ? name : null;
}
