namespace WsRpc.Protocol.WebSocket;

/// <summary>What headers of the application may be: well-formed, and none of those that make the handshake.</summary>
internal static class ExtraHeaders
{
    /// <summary>Refuses headers that would break the head (header injection) or speak for the handshake.</summary>
    /// <exception cref="ArgumentException">One of them is malformed or reserved. The value is not in the message: it may be a secret.</exception>
    public static void Require(IReadOnlyList<HttpHeader> headers, Func<string, bool> isReserved, string parameterName)
    {
        foreach (var (name, value) in headers)
        {
            if (name is null || !HttpSyntax.IsToken(name))
            {
                throw new ArgumentException("The name of a header is not a token.", parameterName);
            }

            if (isReserved(name))
            {
                throw new ArgumentException($"The header {name} is written by the handshake itself.", parameterName);
            }

            RequireValue(name, value, parameterName);
        }
    }

    public static void RequireValue(string name, string? value, string parameterName)
    {
        if (value is null || !HttpSyntax.IsFieldValueText(value))
        {
            throw new ArgumentException($"The value of the header {name} has a control character or one beyond Latin-1.", parameterName);
        }
    }

    public static bool IsOfHandshake(string name) =>
        name.StartsWith("Sec-WebSocket-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
        || IsOfBody(name);

    public static bool IsOfBody(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
}
