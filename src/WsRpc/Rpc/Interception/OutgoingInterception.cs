using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>A call or a notification of ours with interceptors around it.</summary>
internal sealed class OutgoingInterception(RpcSession session, RpcMethod method, byte[] parameters, CallTime time, RpcBatch? batch, CancellationToken cancellationToken)
    : IInterceptedEnd, ICallCanceller
{
    private readonly long _madeAt = time.IsBounded ? session.Settings.TimeProvider.GetTimestamp() : 0;
    private RawResultCall? _sent; // what goes over the wire; null for a notification
    private int _hasGoneOn; // or will not, because the call has ended
    private int _hasEnded;
    private int _holdsBatch;

    /// <summary>Makes the call, and ends the one that stands for it. Never faults.</summary>
    public async Task RunCallAsync(PendingCall call)
    {
        if (cancellationToken.CanBeCanceled)
        {
            call.WatchCancellation();
        }

        Exception? failure = null;
        byte[] result = [];
        _sent = new RawResultCall { SentOctets = call.SentOctets, Home = call.Home };
        try
        {
            await RunAsync().ConfigureAwait(false);

            // An interceptor that did not wait for it, or has swallowed what it threw, does not decide what becomes of the call.
            result = await _sent.Result.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        if (Interlocked.Exchange(ref _hasEnded, 1) != 0)
        {
            _ = DropResultAsync(_sent);
            return; // cancelled while the interceptors had it
        }

        if (failure is not null)
        {
            _ = DropResultAsync(_sent);
        }

        call.ReceivedOctets = _sent.ReceivedOctets;
        if ((failure ?? (_sent.Session ?? session).ReadResult(call, result)) is { } told)
        {
            call.Fail(told);
        }
        else
        {
            call.Complete();
        }
    }

    // The call has ended otherwise: what its result refers to is let go, whenever it comes.
    private async Task DropResultAsync(RawResultCall sent)
    {
        await ((Task)sent.Result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (sent.Result.IsCompletedSuccessfully)
        {
            DropStream(sent.Session ?? session, await sent.Result.ConfigureAwait(false));
        }
    }

    private void DropStream(RpcSession received, byte[] result)
    {
        if (method.StreamsResult)
        {
            received.DropStream(result);
        }
        else
        {
            received.LetGoOf(result);
        }
    }

    /// <summary>Ends the call for its caller, be it that an interceptor still has it. What was sent is cancelled by itself.</summary>
    public void Cancel(PendingCall call)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            call.Fail(new OperationCanceledException(cancellationToken));
        }
    }

    /// <summary>Sends the notification.</summary>
    public ValueTask RunNotificationAsync() => RunAsync();

    public ValueTask GoOnAsync()
    {
        if (Interlocked.Exchange(ref _hasGoneOn, 1) != 0)
        {
            throw new InvalidOperationException("The call has gone on already, or has ended.");
        }

        if (_sent is not { } call)
        {
            return NotifyAsync();
        }

        Send(call);
        return new ValueTask(call.Result);
    }

    private void Send(RawResultCall call)
    {
        // Its time runs from when it was made, whatever interceptors needed of it.
        var left = time.IsBounded ? time.After(session.Settings.TimeProvider.GetElapsedTime(_madeAt)) : time;
        session.Send(call, method, parameters, left, batch, cancellationToken);
        LetGoOfBatch();
    }

    private ValueTask NotifyAsync()
    {
        var sent = session.NotifyAsync(method, parameters, batch, cancellationToken);
        LetGoOfBatch();
        return sent;
    }

    private async ValueTask RunAsync()
    {
        var facts = new RpcCall(session.Connection, method.Name, isNotification: _sent is null, isIncoming: false)
        {
            Arguments = parameters,
            Deadline = time.IsBounded ? session.Settings.TimeProvider.GetUtcNow() + TimeSpan.FromMilliseconds(time.Milliseconds) : null,
        };
        if (batch is not null)
        {
            batch.Hold();
            _holdsBatch = 1;
        }

        try
        {
            await RpcNext.First(session.Interceptors, this).InvokeAsync(facts).ConfigureAwait(false);
            if (Interlocked.Exchange(ref _hasGoneOn, 1) == 0)
            {
                throw NotMade();
            }
        }
        finally
        {
            // An interceptor that has kept its next sends nothing by it any more.
            Interlocked.Exchange(ref _hasGoneOn, 1);
            LetGoOfBatch();
        }
    }

    // Once the call is in it, or will not be.
    private void LetGoOfBatch()
    {
        if (Interlocked.Exchange(ref _holdsBatch, 0) != 0)
        {
            batch!.Release();
        }
    }

    private InvalidOperationException NotMade() => new($"{method.Name} was not sent: an interceptor did not let it.");
}
