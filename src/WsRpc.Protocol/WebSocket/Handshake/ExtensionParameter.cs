namespace WsRpc.Protocol.WebSocket;

/// <summary>A parameter of an extension (RFC 6455 §9.1).</summary>
/// <param name="Name">The parameter's name, a token as it was written.</param>
/// <param name="Value">Its value, a token, unquoted; <see langword="null"/> when the parameter is only named.</param>
public readonly record struct ExtensionParameter(string Name, string? Value);
