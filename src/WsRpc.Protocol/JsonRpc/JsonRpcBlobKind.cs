namespace WsRpc.Protocol.JsonRpc;

/// <summary>What a binary message carries: its first octet.</summary>
public enum JsonRpcBlobKind : byte
{
    /// <summary>A whole blob.</summary>
    Whole = 1,

    /// <summary>A part of one that goes on.</summary>
    Part = 2,

    /// <summary>The last part, which may be empty.</summary>
    LastPart = 3,
}
