using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

/// <summary>The character classes of HTTP heads. Octets are checked as they arrive, characters before they are sent.</summary>
internal static class HttpSyntax
{
    /// <summary>OWS (RFC 9110 §5.6.3).</summary>
    public const string Whitespace = " \t";

    private const string Digits = "0123456789";

    private const string Alphanumerics = Digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // RFC 9110 §5.6.2; RFC 6455 §4.1 /10 names the same characters by what they are not.
    private const string TokenCharacters = Alphanumerics + "!#$%&'*+-.^_`|~";

    private static readonly SearchValues<char> TokenChars = SearchValues.Create(TokenCharacters);

    private static readonly SearchValues<char> TargetChars = SearchValues.Create(Chars(IsTarget));

    private static readonly SearchValues<char> FieldValueChars = SearchValues.Create(Chars(IsFieldValue));

    // RFC 3986 §3.2.2 without the comma, which would be the mark of two Host lines joined on the way.
    private static readonly SearchValues<char> RegisteredNameChars = SearchValues.Create(Alphanumerics + "-._~%!$&'()*+;=");

    private static readonly SearchValues<char> AddressLiteralChars = SearchValues.Create("0123456789ABCDEFabcdef:.");

    public static SearchValues<byte> TokenOctets { get; } = SearchValues.Create(Octets(c => TokenCharacters.Contains(c)));

    public static SearchValues<byte> DigitOctets { get; } = SearchValues.Create("0123456789"u8);

    public static SearchValues<byte> VisibleOctets { get; } = SearchValues.Create(Octets(IsVisible));

    public static SearchValues<byte> TargetOctets { get; } = SearchValues.Create(Octets(IsTarget));

    public static SearchValues<byte> FieldValueOctets { get; } = SearchValues.Create(Octets(IsFieldValue));

    public static SearchValues<byte> NoOctets { get; } = SearchValues.Create(ReadOnlySpan<byte>.Empty);

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenChars);

    public static bool IsTargetText(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(TargetChars);

    public static bool IsFieldValueText(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(FieldValueChars);

    public static bool IsRegisteredName(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(RegisteredNameChars);

    public static bool IsAddressLiteral(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(AddressLiteralChars);

    /// <summary>How many characters at the front may belong to a token.</summary>
    public static int TokenLength(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(TokenChars) is var end and >= 0 ? end : text.Length;

    private static bool IsVisible(char c) => c is > ' ' and < '\x7F';

    // A target has no fragment: RFC 9112 §3.2, RFC 6455 §3.
    private static bool IsTarget(char c) => IsVisible(c) && c != '#';

    // RFC 9110 §5.5: field-content with its obs-text; no CR, LF, NUL or other controls.
    private static bool IsFieldValue(char c) => c is ' ' or '\t' or >= '\x80' || IsVisible(c);

    private static char[] Chars(Func<char, bool> isMember) => [.. Enumerable.Range(0, 256).Select(c => (char)c).Where(isMember)];

    private static byte[] Octets(Func<char, bool> isMember) => [.. Chars(isMember).Select(c => (byte)c)];
}
