namespace WsRpc.Protocol.JsonRpc;

/// <summary>How the arguments of a call were given (JSON-RPC 2.0 §4.2).</summary>
public enum JsonRpcParamsKind : byte
{
    /// <summary>Not at all: <c>params</c> is absent or null.</summary>
    None,

    /// <summary>By position.</summary>
    Array,

    /// <summary>By name.</summary>
    Object,
}
