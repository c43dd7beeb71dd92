namespace WsRpc;

/// <summary>A call of ours whose result is kept as it came, for the call that it stands for.</summary>
internal sealed class RawResultCall : PendingCall
{
    private readonly TaskCompletionSource<byte[]> _result = new();
    private byte[] _json = [];

    public Task<byte[]> Result => _result.Task;

    /// <summary>Who has received it.</summary>
    public RpcSession? Session { get; private set; }

    public override void ReadResult(ReadOnlySpan<byte> json) => _json = json.ToArray();

    public override void ReadResult(ReadOnlySpan<byte> json, ICallCanceller session)
    {
        Session = (RpcSession)session;
        ReadResult(json);
    }

    protected override void Succeed()
    {
        StopWatching();
        _result.SetResult(_json);
    }

    protected override void EndWith(Exception exception)
    {
        StopWatching();
        _result.SetException(exception);
        _ = _result.Task.Exception; // it may be that nobody waits for it
    }
}
