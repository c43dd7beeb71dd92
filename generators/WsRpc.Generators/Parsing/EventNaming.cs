using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Diagnostics;

namespace WsRpc.Generators.Parsing;

/// <summary>Gives every event its wire name, as <see cref="MethodNaming"/> does for methods, and reads what else <c>[WsEvent]</c> says.</summary>
internal static class EventNaming
{
    private static readonly string?[] Queues = [null, "DropOldest", "Latest", "Disconnect"];

    /// <summary>The wire names of the events, in their order; none that a method has.</summary>
    public static IReadOnlyList<string> Resolve(
        INamedTypeSymbol contract, ServiceAttribute settings, IReadOnlyList<IEventSymbol> events,
        IReadOnlyList<IMethodSymbol> methods, IReadOnlyList<string> methodNames, ContractReport report)
    {
        var owners = new Dictionary<string, ISymbol>(StringComparer.Ordinal);
        for (var i = 0; i < methods.Count; i++)
        {
            owners[methodNames[i]] = methods[i];
        }

        var names = new List<string>(events.Count);
        foreach (var @event in events)
        {
            var name = NameOf(@event, contract, settings, report);
            names.Add(name);
            if (owners.TryGetValue(name, out var owner))
            {
                report.Add(Descriptors.DuplicateWireName, @event, ContractMembers.NameOf(@event), ContractMembers.NameOf(owner), name, "[WsEvent(\"…\")]");
            }
            else
            {
                owners.Add(name, @event);
            }
        }

        return names;
    }

    /// <summary>What becomes of it while a peer reads too slowly, as a member of WsQueue; null for waiting.</summary>
    public static string? QueueOf(IEventSymbol @event) =>
        AttributeOf(@event)?.NamedArguments.FirstOrDefault(static argument => argument.Key == "Queue").Value.Value is int queue && queue >= 0 && queue < Queues.Length
            ? Queues[queue]
            : null;

    private static string NameOf(IEventSymbol @event, INamedTypeSymbol contract, ServiceAttribute settings, ContractReport report)
    {
        if (AttributeOf(@event) is { ConstructorArguments: [{ Value: string given }] })
        {
            if (WireNames.FindProblem(given) is { } problem)
            {
                report.Add(Descriptors.InvalidWireName, @event, given, ContractMembers.NameOf(@event), problem, "[WsEvent(\"…\")]");
            }

            return given;
        }

        (contract, settings) = MethodNaming.NamesakeOf(@event, contract, settings);
        return WireNames.Derive(@event, WireNames.PrefixOf(contract, settings), settings.KeepsDeclaredNames);
    }

    private static AttributeData? AttributeOf(IEventSymbol @event) => @event.FindAttribute("WsEventAttribute");
}
