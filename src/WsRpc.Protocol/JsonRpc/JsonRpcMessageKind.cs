namespace WsRpc.Protocol.JsonRpc;

/// <summary>What a received JSON-RPC message is (JSON-RPC 2.0 §4, §5, §6).</summary>
public enum JsonRpcMessageKind : byte
{
    /// <summary>A call that wants an answer: it has <c>method</c> and <c>id</c>.</summary>
    Request,

    /// <summary>A call that wants no answer: it has <c>method</c> and no <c>id</c>.</summary>
    Notification,

    /// <summary>The answer to a call that succeeded.</summary>
    Result,

    /// <summary>The answer to a call that failed.</summary>
    Error,

    /// <summary>An array of messages. It was read as JSON, its elements were not looked at.</summary>
    Batch,

    /// <summary>JSON, but no valid message: <see cref="JsonRpcErrorCode.InvalidRequest"/>.</summary>
    Invalid,

    /// <summary>Not JSON, not UTF-8, or nested too deep: <see cref="JsonRpcErrorCode.ParseError"/>.</summary>
    Malformed,
}
