using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// Takes tokens and delimiters off the front of a header value (RFC 9110 §5.6). It only moves forward, so reading a value
/// is linear in its length whatever the value is. Whitespace may stand between any two of them (RFC 2616 §2.1, implied *LWS).
/// </summary>
internal ref struct FieldValueLexer(ReadOnlySpan<char> value)
{
    private ReadOnlySpan<char> _rest = value.Trim(HttpSyntax.Whitespace);

    public readonly bool AtEnd => _rest.IsEmpty;

    public bool TryTake(char delimiter)
    {
        if (_rest.IsEmpty || _rest[0] != delimiter)
        {
            return false;
        }

        MoveOver(1);
        return true;
    }

    public bool TryTakeToken([NotNullWhen(true)] out string? token)
    {
        var length = HttpSyntax.TokenLength(_rest);
        token = length == 0 ? null : _rest[..length].ToString();
        MoveOver(length);
        return token is not null;
    }

    /// <summary>Takes a quoted-string whose content, unescaped, is a token, as RFC 6455 §9.1 demands. After a failure the lexer is of no more use.</summary>
    public bool TryTakeQuotedToken([NotNullWhen(true)] out string? token)
    {
        token = null;
        if (_rest.IsEmpty || _rest[0] != '"')
        {
            return false;
        }

        var content = new StringBuilder();
        for (var i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] == '"')
            {
                token = content.ToString();
                MoveOver(i + 1);
                return token.Length > 0;
            }

            if (_rest[i] == '\\' && ++i == _rest.Length)
            {
                return false;
            }

            if (!HttpSyntax.IsToken(_rest.Slice(i, 1)))
            {
                return false;
            }

            content.Append(_rest[i]);
        }

        return false;
    }

    private void MoveOver(int length) => _rest = _rest[length..].TrimStart(HttpSyntax.Whitespace);
}
