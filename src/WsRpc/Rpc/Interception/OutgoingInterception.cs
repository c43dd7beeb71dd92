using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>A call or a notification of ours with interceptors around it.</summary>
internal sealed class OutgoingInterception(RpcSession session, RpcMethod method, byte[] parameters, CallTime time, CancellationToken cancellationToken) : IInterceptedEnd
{
    private byte[]? _result;
    private bool _isNotification;
    private int _hasGoneOn;

    /// <summary>Makes the call, and ends the one that stands for it. Never faults.</summary>
    public async Task RunCallAsync(PendingCall call)
    {
        Exception? failure = null;
        try
        {
            await RunAsync().ConfigureAwait(false);
            call.ReadResult(_result ?? throw NotMade());
        }
        catch (Exception exception) when (_result is not null && exception is not RpcException and not OperationCanceledException)
        {
            failure = new RpcSerializationException($"{method.Name}: the result cannot be read: {exception.Message}", exception) { Method = method.Name, ConnectionId = session.Connection.Id };
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        if (failure is null)
        {
            call.Complete();
        }
        else
        {
            call.Fail(failure);
        }
    }

    /// <summary>Sends the notification.</summary>
    public async ValueTask RunNotificationAsync()
    {
        _isNotification = true;
        await RunAsync().ConfigureAwait(false);
        if (_hasGoneOn == 0)
        {
            throw NotMade();
        }
    }

    public async ValueTask GoOnAsync()
    {
        if (Interlocked.Exchange(ref _hasGoneOn, 1) != 0)
        {
            throw new InvalidOperationException("The call has gone on already.");
        }

        if (_isNotification)
        {
            await session.NotifyAsync(method, parameters, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var call = new RawResultCall();
            session.Send(call, method, parameters, time, cancellationToken);
            _result = await call.Result.ConfigureAwait(false);
        }
    }

    private ValueTask RunAsync()
    {
        var facts = new RpcCall(session.Connection, method.Name, _isNotification, isIncoming: false)
        {
            Arguments = parameters,
            Deadline = time.IsBounded ? session.Settings.TimeProvider.GetUtcNow() + TimeSpan.FromMilliseconds(time.Milliseconds) : null,
        };
        return RpcNext.First(session.Interceptors, this).InvokeAsync(facts);
    }

    private InvalidOperationException NotMade() => new($"{method.Name} was not sent: an interceptor did not let it.");
}
