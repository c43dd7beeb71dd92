namespace WsRpc.CompilerServices;

/// <summary>A stream whose call is made already, since something was lent for it: read once.</summary>
internal sealed class OpenedStream<T> : OpeningStream<T>
{
    private readonly Task<IAsyncEnumerable<T>> _opened;

    public OpenedStream(Task<IAsyncEnumerable<T>> opened)
        : base(CancellationToken.None)
    {
        _opened = opened;
        _ = opened.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    protected override Task<IAsyncEnumerable<T>> OpenAsync(CancellationToken cancellationToken) => _opened.WaitAsync(cancellationToken);
}
