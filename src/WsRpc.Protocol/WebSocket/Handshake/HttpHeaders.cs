using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace WsRpc.Protocol.WebSocket;

/// <summary>The header lines of a head, in the order received. Immutable, so any thread may read it.</summary>
/// <remarks>Names are compared without regard to case (RFC 9110 §5.1). The lines are few by <see cref="HandshakeLimits.MaxHeaders"/>, so look-ups walk them.</remarks>
public sealed class HttpHeaders : IReadOnlyList<HttpHeader>
{
    private readonly HttpHeader[] _lines;

    /// <summary>Takes a copy of header lines.</summary>
    /// <param name="lines">The lines in their order, already checked for syntax.</param>
    public HttpHeaders(IEnumerable<HttpHeader> lines) => _lines = [.. lines];

    /// <summary>How many header lines there are.</summary>
    public int Count => _lines.Length;

    /// <summary>One header line by its place.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public HttpHeader this[int index] => _lines[index];

    /// <summary>The values of all lines of a name, joined by <c>", "</c> (RFC 9110 §5.3); <see langword="null"/> when there is none.</summary>
    /// <param name="name">The header's name, in any case.</param>
    public string? this[string name] => Contains(name) ? string.Join(", ", ValuesOf(name)) : null;

    /// <summary>Gives the value of a header that stands on exactly one line.</summary>
    /// <param name="name">The header's name, in any case.</param>
    /// <param name="value">Its value; <see langword="null"/> when there is no such line or more than one.</param>
    /// <returns>Whether there is exactly one such line.</returns>
    public bool TryGetSingle(string name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        foreach (var line in ValuesOf(name))
        {
            if (value is not null)
            {
                value = null;
                return false;
            }

            value = line;
        }

        return value is not null;
    }

    /// <summary>Whether there is at least one line of a name.</summary>
    /// <param name="name">The header's name, in any case.</param>
    public bool Contains(string name) => ValuesOf(name).Any();

    /// <summary>How many lines there are of a name.</summary>
    /// <param name="name">The header's name, in any case.</param>
    public int CountOf(string name) => ValuesOf(name).Count();

    /// <summary>Whether the comma-separated list of a header has a token, compared without regard to case (RFC 9110 §5.6.1).</summary>
    /// <param name="name">The header's name, in any case.</param>
    /// <param name="token">The token to look for.</param>
    public bool ContainsToken(string name, string token)
    {
        foreach (var value in ValuesOf(name))
        {
            foreach (var element in value.AsSpan().Split(','))
            {
                if (value.AsSpan(element).Trim(HttpSyntax.Whitespace).Equals(token, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The values of all lines of a name, in their order.</summary>
    internal IEnumerable<string> ValuesOf(string name)
    {
        foreach (var line in _lines)
        {
            if (line.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                yield return line.Value;
            }
        }
    }

    /// <summary>Walks the lines in their order.</summary>
    public IEnumerator<HttpHeader> GetEnumerator() => ((IEnumerable<HttpHeader>)_lines).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
