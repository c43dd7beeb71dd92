using System.Diagnostics.CodeAnalysis;

namespace WsRpc.Protocol.WebSocket;

/// <summary>One element of <c>Sec-WebSocket-Extensions</c>: an offer in a request, an agreement in a response (RFC 6455 §9.1).</summary>
/// <param name="Name">The extension's name, a token as it was written, for example <c>permessage-deflate</c>.</param>
/// <param name="Parameters">Its parameters in their order; may hold duplicates, which is for the extension to judge (RFC 7692 §7.1).</param>
public sealed record WebSocketExtension(string Name, IReadOnlyList<ExtensionParameter> Parameters)
{
    /// <summary>Parses all <c>Sec-WebSocket-Extensions</c> lines of a head, in time linear in their length. Never throws on what they say.</summary>
    /// <param name="headers">The headers of a request or a response.</param>
    /// <param name="extensions">The extensions in their order, empty when there is no such line; <see langword="null"/> when malformed.</param>
    /// <returns>Whether every line is well-formed.</returns>
    public static bool TryParse(HttpHeaders headers, [NotNullWhen(true)] out IReadOnlyList<WebSocketExtension>? extensions)
    {
        extensions = null;
        var parsed = new List<WebSocketExtension>();
        foreach (var value in headers.ValuesOf("Sec-WebSocket-Extensions"))
        {
            if (!TryParse(value, parsed))
            {
                return false;
            }
        }

        extensions = parsed;
        return true;
    }

    /// <summary>Parses one extension-list and appends what it holds; false when it is malformed or empty.</summary>
    internal static bool TryParse(string value, List<WebSocketExtension> extensions)
    {
        var lexer = new FieldValueLexer(value);
        var before = extensions.Count;
        while (true)
        {
            // RFC 9110 §5.6.1.2: empty elements are ignored.
            while (lexer.TryTake(','))
            {
            }

            if (lexer.AtEnd)
            {
                return extensions.Count > before;
            }

            if (!TryParseOne(ref lexer, out var extension) || !(lexer.AtEnd || lexer.TryTake(',')))
            {
                return false;
            }

            extensions.Add(extension);
        }
    }

    private static bool TryParseOne(ref FieldValueLexer lexer, [NotNullWhen(true)] out WebSocketExtension? extension)
    {
        extension = null;
        if (!lexer.TryTakeToken(out var name))
        {
            return false;
        }

        var parameters = new List<ExtensionParameter>();
        while (lexer.TryTake(';'))
        {
            string? value = null;
            if (!lexer.TryTakeToken(out var parameter)
                || (lexer.TryTake('=') && !lexer.TryTakeToken(out value) && !lexer.TryTakeQuotedToken(out value)))
            {
                return false;
            }

            parameters.Add(new ExtensionParameter(parameter, value));
        }

        extension = new WebSocketExtension(name, parameters);
        return true;
    }
}
