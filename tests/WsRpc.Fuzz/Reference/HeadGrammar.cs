using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace WsRpc.Fuzz.Reference;

/// <summary>The grammars of RFC 9110, RFC 9112 and RFC 6455 as regular expressions that never backtrack, or have nothing to. Text is Latin-1: a character for each octet.</summary>
internal static partial class HeadGrammar
{
    private const string Tchar = @"[!#$%&'*+\-.^_`|~0-9A-Za-z]";
    private const string Token = Tchar + "+";
    private const string Fields = $@"(?:{Token}:[\t\x20-\x7E\x80-\xFF]*\r\n)*\r\n";
    private const string Space = @"[ \t]*";
    private const string Value = $@"(?:{Token}|""(?:{Tchar}|\\{Tchar})+"")";
    private const string Parameter = $"(?:;{Space}{Token}{Space}(?:={Space}{Value}{Space})?)";
    private const string Extension = $"(?:{Token}{Space}{Parameter}*)";
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    [GeneratedRegex($@"\A{Token} [\x21\x22\x24-\x7E]+ [\x21-\x7E]*\r\n{Fields}", Options)]
    public static partial Regex Request { get; }

    [GeneratedRegex($@"\A[\x21-\x7E]+ [0-9]+ [\t\x20-\x7E\x80-\xFF]*\r\n{Fields}", Options)]
    public static partial Regex Response { get; }

    [GeneratedRegex(@"\A(?:/.*|[Hh][Tt][Tt][Pp][Ss]?://(?<authority>[^/?]*)(?:[/?].*)?)\z")]
    public static partial Regex Target { get; }

    [GeneratedRegex(@"\A(?<scheme>[Hh][Tt][Tt][Pp][Ss]?)://(?<authority>.*)\z")]
    public static partial Regex Origin { get; }

    [GeneratedRegex(@"\A(?<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9\-._~%!$&'()*+;=]+)(?::(?<port>[0-9]*))?\z")]
    private static partial Regex Authority { get; }

    [GeneratedRegex($@"\A{Token}\z", Options)]
    public static partial Regex TokenOnly { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9+/]{22}==\z", Options)]
    public static partial Regex Key { get; }

    [GeneratedRegex($@"\A{Space}(?:,{Space})*{Extension}(?:(?:,{Space})+{Extension})*(?:,{Space})*\z", Options)]
    public static partial Regex Extensions { get; }

    public static bool IsAuthority(string text, out string host, out int? port)
    {
        var match = Authority.Match(text);
        host = match.Groups["host"].Value;
        port = null;
        if (!match.Success || match.Groups["port"].Value is not { Length: > 0 } digits)
        {
            return match.Success;
        }

        var number = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        port = number > ushort.MaxValue ? null : (int)number;
        return port is not null;
    }

    public static bool IsSubprotocols(string[] lines)
    {
        var tokens = lines.SelectMany(line => line.Split(',')).Select(token => token.Trim(' ', '\t')).Where(token => token.Length > 0).ToList();
        return lines.Length == 0 || (tokens.Count > 0 && tokens.TrueForAll(token => TokenOnly.IsMatch(token)) && tokens.Distinct().Count() == tokens.Count);
    }
}
