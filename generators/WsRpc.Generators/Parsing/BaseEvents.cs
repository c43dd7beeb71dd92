using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Parsing;

/// <summary>Plans the events of a base class: each once, with a method that raises it, <c>OnClosed</c> for <c>Closed</c>.</summary>
internal static class BaseEvents
{
    private static readonly string[] ObjectMembers = ["Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    public static IEnumerable<BaseEventModel> Plan(IReadOnlyList<EventModel> events, UniqueNames members)
    {
        // One public event implements every interface event of its name and type.
        foreach (var @event in events.GroupBy(static @event => @event.Name).Select(static group => group.First()))
        {
            var name = @event.Name.TrimStart('@');
            yield return new(@event, members.Take("On" + name, "Raise" + name), ObjectMembers.Contains(name));
        }
    }

    /// <summary>Why one class cannot have all the events; null where it can.</summary>
    public static string? FindConflict(IReadOnlyList<IEventSymbol> events, IReadOnlyList<IMethodSymbol> methods)
    {
        foreach (var @event in events)
        {
            if (methods.FirstOrDefault(method => method.Name == @event.Name) is { } method)
            {
                return $"{ContractMembers.NameOf(@event)} and {ContractMembers.NameOf(method)} have one name";
            }

            if (events.FirstOrDefault(other => other.Name == @event.Name && !SymbolEqualityComparer.IncludeNullability.Equals(other.Type, @event.Type)) is { } other)
            {
                return $"{ContractMembers.NameOf(@event)} and {ContractMembers.NameOf(other)} differ only in their types";
            }
        }

        return null;
    }
}
