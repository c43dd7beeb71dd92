using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>A call of the peer whose answer waits for the interceptors around it.</summary>
internal sealed class IncomingInterception(RpcSession session, IncomingCall call) : IInterceptedEnd
{
    private readonly TaskCompletionSource<byte[]> _outcome = new();
    private int _hasGoneOn;

    /// <summary>Runs the interceptors, and answers the call when they are through with it. Never faults.</summary>
    public async Task RunAsync(RpcInterceptor[] interceptors, RpcCall facts)
    {
        Exception? failure = null;
        byte[] result = [];
        try
        {
            await RpcNext.First(interceptors, this).InvokeAsync(facts).ConfigureAwait(false);
            if (Interlocked.Exchange(ref _hasGoneOn, 1) == 0)
            {
                failure = new RpcErrorException(JsonRpcErrorCode.InternalError, $"{facts.Method} was not run.");
            }
            else
            {
                // An interceptor that did not wait for it, or has swallowed what it threw, does not decide the answer.
                result = await _outcome.Task.ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
            if (Interlocked.Exchange(ref _hasGoneOn, 1) != 0)
            {
                // The object serves again once the call is answered: not while its service is at work.
                await ((Task)_outcome.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // From here on the object may be another call: an interceptor that has kept its next reaches nothing by it any more.
        call.Interception = null;
        if (failure is null)
        {
            call.Succeed(result);
        }
        else
        {
            call.Fail(failure);
        }
    }

    public ValueTask GoOnAsync()
    {
        if (Interlocked.Exchange(ref _hasGoneOn, 1) != 0)
        {
            throw new InvalidOperationException("The call has gone on already, or has ended.");
        }

        session.DispatchServed(call);
        return new ValueTask(_outcome.Task);
    }

    /// <summary>The service has answered.</summary>
    public void SetResult(ReadOnlySpan<byte> result) => _outcome.TrySetResult(result.ToArray());

    /// <summary>The service has failed, or could not be called.</summary>
    public void SetFailure(Exception exception)
    {
        _outcome.TrySetException(exception);
        _ = _outcome.Task.Exception; // it may be that nobody waits for it
    }
}
