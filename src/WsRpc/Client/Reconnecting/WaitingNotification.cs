using WsRpc.CompilerServices;

namespace WsRpc;

/// <inheritdoc/>
internal sealed class WaitingNotification(WaitingMessages queue, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) : WaitingMessage(method, parameters)
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;

    public Task Sent => _sent.Task;

    public override CancellationToken CancellationToken => cancellationToken;

    public override long Due => 0;

    public override void Watch()
    {
        if (_registration == default)
        {
            _registration = cancellationToken.UnsafeRegister(static state => ((WaitingNotification)state!).Cancel(), this);
        }
    }

    public override Exception? SendOn(RpcSession session, CallTime time)
    {
        if (session.SendWaiting(Method, Parameters, Span) is { } failure)
        {
            return failure;
        }

        _registration.Unregister();
        _sent.TrySetResult();
        return null;
    }

    public override void Fail(Exception exception)
    {
        _registration.Unregister();
        if (exception is OperationCanceledException)
        {
            _sent.TrySetCanceled(cancellationToken);
        }
        else
        {
            _sent.TrySetException(exception);
        }
    }

    private void Cancel() => queue.Cancel(this);
}
