namespace WsRpc;

/// <summary>Whoever observes a call of ours. Told of its end before its caller is.</summary>
internal interface ICallTrace
{
    /// <param name="failure">What the caller gets instead of a result; null when it gets one.</param>
    void End(Exception? failure);
}
