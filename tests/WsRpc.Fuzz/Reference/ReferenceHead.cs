using System.Text.RegularExpressions;

namespace WsRpc.Fuzz.Reference;

/// <summary>The parts of a head that matches the grammar.</summary>
internal sealed class ReferenceHead
{
    private readonly List<(string Name, string Value)> _fields = [];

    public ReferenceHead(Match head)
    {
        var lines = head.Value.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        StartLine = lines[0].Split(' ', 3);
        foreach (var line in lines[1..])
        {
            var colon = line.IndexOf(':');
            _fields.Add((line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim(' ', '\t')));
        }
    }

    public string[] StartLine { get; }

    public int Fields => _fields.Count;

    /// <summary>The values of a field, whose name is given in small letters.</summary>
    public string[] this[string name] => [.. _fields.Where(field => field.Name == name).Select(field => field.Value)];

    public bool IsOnce(string name, Predicate<string> isRight) => this[name] is [var value] && isRight(value);

    public bool HasToken(string name, string token) =>
        this[name].SelectMany(value => value.Split(',')).Any(element => element.Trim(' ', '\t').Equals(token, StringComparison.OrdinalIgnoreCase));
}
