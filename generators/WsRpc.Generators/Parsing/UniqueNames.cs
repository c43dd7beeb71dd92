using System;
using System.Collections.Generic;
using System.Globalization;

namespace WsRpc.Generators.Parsing;

/// <summary>Hands out names of one scope, each once.</summary>
internal sealed class UniqueNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>The first of the candidates that is free, or the last one with a number.</summary>
    public string Take(params string[] candidates)
    {
        foreach (var candidate in candidates)
        {
            if (_taken.Add(candidate))
            {
                return candidate;
            }
        }

        for (var number = 2; ; number++)
        {
            var numbered = candidates[candidates.Length - 1] + number.ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(numbered))
            {
                return numbered;
            }
        }
    }
}
