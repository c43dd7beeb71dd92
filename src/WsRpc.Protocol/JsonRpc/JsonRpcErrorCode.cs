namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// The error codes this project sends or knows. The first five are JSON-RPC 2.0 §5.1; the others are StreamJsonRpc's where it has one.
/// What each means to a caller is in docs/protocol.md, "Errors".
/// </summary>
public static class JsonRpcErrorCode
{
    /// <summary>The message is not JSON.</summary>
    public const int ParseError = -32700;

    /// <summary>The message is JSON, but no valid request.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>There is no such method.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The arguments do not fit the method.</summary>
    public const int InvalidParams = -32602;

    /// <summary>The callee failed outside of the service.</summary>
    public const int InternalError = -32603;

    /// <summary>The service threw.</summary>
    public const int InvocationFailed = -32000;

    /// <summary>The stream, object or handle does not exist, or no longer.</summary>
    public const int ObjectNotFound = -32001;

    /// <summary>The result could not be serialized.</summary>
    public const int SerializationFailed = -32003;

    /// <summary>A limit of the callee was reached; the call did not run.</summary>
    public const int LimitReached = -32005;

    /// <summary>The deadline that came with the call passed before it ended.</summary>
    public const int DeadlineExceeded = -32006;

    /// <summary>Caller and callee were built against incompatible forms of the method.</summary>
    public const int ContractMismatch = -32007;

    /// <summary>The call was cancelled.</summary>
    public const int RequestCancelled = -32800;
}
