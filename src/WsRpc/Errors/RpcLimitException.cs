namespace WsRpc;

/// <summary>A limit of this end refused the call; nothing was sent.</summary>
public sealed class RpcLimitException : RpcException
{
    internal RpcLimitException(string message, string limit, long value)
        : base(message)
    {
        Limit = limit;
        Value = value;
    }

    /// <summary>The limit's name, as the options call it.</summary>
    public string Limit { get; }

    /// <summary>The limit's value.</summary>
    public long Value { get; }
}
