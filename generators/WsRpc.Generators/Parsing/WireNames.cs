using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace WsRpc.Generators.Parsing;

/// <summary>The names that contracts and methods have on the wire.</summary>
internal static class WireNames
{
    /// <summary>The prefix of a contract's derived names, empty for none.</summary>
    public static string PrefixOf(INamedTypeSymbol contract, ServiceAttribute attribute) =>
        attribute.Name ?? (attribute.KeepsDeclaredNames ? "" : CamelCase(WithoutInterfacePrefix(contract.Name)));

    /// <summary>A method's derived name under a prefix.</summary>
    public static string Derive(IMethodSymbol method, string prefix, bool asDeclared) => WithPrefix(prefix, asDeclared ? method.Name : CamelCase(WithoutAsync(method.Name)));

    /// <summary>An event's derived name under a prefix.</summary>
    public static string Derive(IEventSymbol @event, string prefix, bool asDeclared) => WithPrefix(prefix, asDeclared ? @event.Name : CamelCase(@event.Name));

    /// <summary><c>Chat</c> for <c>IChat</c>; <c>Item</c> stays what it is.</summary>
    public static string WithoutInterfacePrefix(string name) => HasInterfacePrefix(name) ? name.Substring(1) : name;

    public static bool HasInterfacePrefix(string name) => name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]);

    public static string WithoutAsync(string name) =>
        name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;

    /// <summary>The rule of JsonNamingPolicy.CamelCase: a leading run of capitals is one word, <c>URLFetch</c> becomes <c>urlFetch</c>.</summary>
    public static string CamelCase(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            var beginsNextWord = i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1]);
            if (beginsNextWord)
            {
                break;
            }

            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    private static string WithPrefix(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    /// <summary>Why a name cannot be used; null where it can.</summary>
    public static string? FindProblem(string name)
    {
        if (name.Length == 0)
        {
            return "it is empty";
        }

        if (name.StartsWith("$/", StringComparison.Ordinal))
        {
            return "names that begin with \"$/\" belong to the protocol";
        }

        if (name.StartsWith("rpc.", StringComparison.Ordinal)) // JSON-RPC 2.0, section 4
        {
            return "JSON-RPC reserves names that begin with \"rpc.\"";
        }

        if (name.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return "it contains white space or a control character";
        }

        return HasLoneSurrogate(name) ? "it is not valid Unicode" : null;
    }

    private static bool HasLoneSurrogate(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsSurrogate(name[i]))
            {
                continue;
            }

            if (i + 1 == name.Length || !char.IsSurrogatePair(name[i], name[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
