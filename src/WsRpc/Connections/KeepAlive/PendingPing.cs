namespace WsRpc;

/// <summary>A ping that somebody waits for the answer to.</summary>
internal sealed class PendingPing(uint id, long sentAt) : TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Its application data.</summary>
    public uint Id => id;

    /// <summary>When it was written: a timestamp of the connection's clock.</summary>
    public long SentAt => sentAt;
}
