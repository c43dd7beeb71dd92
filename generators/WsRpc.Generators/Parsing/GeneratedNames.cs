using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace WsRpc.Generators.Parsing;

/// <summary>
/// One name in WsRpc.Generated for each interface, and never the same for two: <c>Chat.Rooms.IChat</c> is <c>Chat_Rooms_Chat</c>.
/// An underscore of the user's is written <c>_0</c> and an interface without the leading I ends in <c>_1</c>: no identifier
/// begins with a digit, so neither can be mistaken for a dot.
/// </summary>
internal static class GeneratedNames
{
    public static string Of(INamedTypeSymbol contract)
    {
        var name = WireNames.HasInterfacePrefix(contract.Name) ? WireNames.WithoutInterfacePrefix(contract.Name) : contract.Name;
        var mark = WireNames.HasInterfacePrefix(contract.Name) ? "" : "_1";
        return Join([.. Containers(contract), name]) + mark;
    }

    public static string Join(IEnumerable<string> segments) => string.Join("_", segments.Select(static segment => segment.Replace("_", "_0")));

    private static List<string> Containers(INamedTypeSymbol contract)
    {
        var names = contract.SelfAndContainers().Skip(1).Select(static type => type.Name).ToList();
        for (var level = contract.ContainingNamespace; level is { IsGlobalNamespace: false }; level = level.ContainingNamespace)
        {
            names.Add(level.Name);
        }

        names.Reverse();
        return names;
    }
}
