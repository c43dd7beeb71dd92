using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace WsRpc.Generators.Model;

/// <summary>
/// Roslyn compares the names of generated files without regard to case, so IChatRoom and IChatroom would collide. Only then do
/// both carry a hash; a contract's file name never depends on another contract otherwise.
/// </summary>
internal static class HintNames
{
    public static EquatableArray<string> FindCollisions(IEnumerable<string> names) => new(
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Skip(1).Any())
            .SelectMany(group => group)
            .OrderBy(name => name, StringComparer.Ordinal));

    public static ContractModel MakeUnique(ContractModel contract, EquatableArray<string> collisions) =>
        collisions.Contains(contract.HintName) ? contract with { HintName = $"{contract.HintName}.{Hash(contract.HintName)}" } : contract;

    // FNV-1a, because string.GetHashCode differs from one run to the next.
    private static string Hash(string text) =>
        text.Aggregate(2166136261u, static (hash, c) => unchecked((hash ^ c) * 16777619u)).ToString("x8", CultureInfo.InvariantCulture);
}
