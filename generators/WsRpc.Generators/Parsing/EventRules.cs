using Microsoft.CodeAnalysis;
using WsRpc.Generators.Diagnostics;

namespace WsRpc.Generators.Parsing;

/// <summary>What holds for every event of a contract.</summary>
internal static class EventRules
{
    public static void Check(IEventSymbol @event, ContractReport report)
    {
        var name = ContractMembers.NameOf(@event);
        if (@event.Type.MentionsError())
        {
            report.Invalidate();
        }
        else if (!@event.Type.Is("System", "EventHandler") || @event.Type is not INamedTypeSymbol { Arity: <= 1 })
        {
            report.Add(Descriptors.Event, @event, name, @event.Type.ToShortName());
        }
        else if (ArgumentOf(@event) is { } argument && Travel.FindProblem(argument) is var (part, reason))
        {
            report.Add(Descriptors.CannotTravel, @event, name, part.ToShortName(), reason);
        }
    }

    /// <summary>The T of <c>EventHandler&lt;T&gt;</c>; null for the plain one, which has nothing to tell.</summary>
    public static ITypeSymbol? ArgumentOf(IEventSymbol @event) => @event.Type is INamedTypeSymbol { TypeArguments: [var argument] } ? argument : null;
}
