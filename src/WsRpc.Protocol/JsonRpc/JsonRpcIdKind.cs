namespace WsRpc.Protocol.JsonRpc;

/// <summary>The JSON type of a message's <c>id</c>.</summary>
public enum JsonRpcIdKind : byte
{
    /// <summary>There is no <c>id</c>.</summary>
    Absent,

    /// <summary><c>null</c>: what answers carry when the id of the request could not be known (JSON-RPC 2.0 §5).</summary>
    Null,

    /// <summary>An integer of 64 bits with sign.</summary>
    Integer,

    /// <summary>A string.</summary>
    String,
}
