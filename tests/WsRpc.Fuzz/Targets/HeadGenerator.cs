using System.Text;
using WsRpc.Fuzz.Engine;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>Heads that are in order but for an element or two.</summary>
internal sealed class HeadGenerator(Prng random, string[] startLines, HttpHeader[] headers)
{
    private static readonly string[] LineEnds = ["\n", "\r", "\r\r\n", "\r\n\r\n", "\r\n ", ""];

    private static readonly string[] Lines =
    [
        "Transfer-Encoding: chunked", "Transfer-Encoding:", "Content-Length: 0", "Content-Length: 5", "Content-Length:", "Host : a", " Host: a", "\tfolded", ": a", "no colon", "a b: c", "\xE4: b", "a\0: b", "a: \0", "a: \x7F", "",
        "Sec-WebSocket-Key2: 1", "X: " + "sixteen octets..",
    ];

    private readonly List<string> _lines = [];

    public byte[] Head()
    {
        _lines.Add(startLines[random.OneIn(4) ? random.Below(startLines.Length) : 0]);
        foreach (var (name, value) in headers)
        {
            if (random.Below(10) > 0)
            {
                _lines.Add($"{Cased(name)}:{Space()}{value}{(random.OneIn(8) ? Space() : "")}");
            }
        }

        for (var flaws = random.Pick([0, 0, 1, 1, 1, 2, 3]); flaws > 0; flaws--)
        {
            Spoil();
        }

        var flawed = random.OneIn(10) ? random.Below(_lines.Count) : -1;
        var head = string.Concat(_lines.Select((line, i) => line + (i == flawed ? random.Pick(LineEnds) : "\r\n"))) + "\r\n";
        return Encoding.Latin1.GetBytes(random.OneIn(6) ? head + "\x81\x05" + "early" : random.OneIn(12) ? head + head : head);
    }

    private void Spoil()
    {
        var at = random.Below(_lines.Count);
        switch (random.Below(7))
        {
            case 0 when at > 0:
                _lines.RemoveAt(at);
                break;
            case 1:
                _lines.Insert(at, _lines[at]);
                break;
            case 2:
                _lines.Insert(at, random.Pick(Lines));
                break;
            case 3:
                (_lines[at], _lines[^1]) = (_lines[^1], _lines[at]);
                break;
            case 4:
                _lines.Add($"{random.Pick(headers).Name}: {random.Pick(HeadSyntax.Values)}");
                break;
            default:
                _lines[at] = at == 0 ? random.Pick(startLines) : $"{_lines[at].Split(':')[0]}: {random.Pick(HeadSyntax.Values)}";
                break;
        }
    }

    private string Cased(string name) => random.Below(8) switch { 0 => name.ToLowerInvariant(), 1 => name.ToUpperInvariant(), _ => name };

    private string Space() => random.Below(8) switch { 0 => "", 1 => "\t", 2 => "  ", _ => " " };
}
