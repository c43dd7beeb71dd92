namespace WsRpc.Protocol.JsonRpc;

/// <summary>The notifications about blobs. The first two are the receiver's, the third is the sender's.</summary>
public static class JsonRpcBlobMethods
{
    /// <summary>Grants octets: <c>{"blob":3,"bytes":65536}</c>.</summary>
    public const string Credit = "$/blob/credit";

    /// <summary>Wants no more of a blob: <c>{"blob":3}</c>.</summary>
    public const string Cancel = "$/blob/cancel";

    /// <summary>Ends a blob half-way: <c>{"blob":3,"error":{"code":…,"message":…}}</c>.</summary>
    public const string End = "$/blob/end";
}
