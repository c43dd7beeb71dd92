using WsRpc.CompilerServices;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// What becomes of a client that has lost its connection.
public sealed partial class WsRpcClient
{
    private readonly ClientStates _states;
    private Reconnection? _reconnection; // null where a lost connection is the end
    private int _attempt = 1;

    /// <summary>Where the client stands. As soon as it is read it may be something else: calls tell what became of them.</summary>
    public RpcConnectionState State => _states.Current;

    /// <summary>
    /// Raised when <see cref="State"/> has changed, and when an attempt to connect has failed. Handlers are called in order, one at a time, on
    /// <see cref="RpcOptions.SynchronizationContext"/> or the thread pool; what one throws is logged. Changes from before the handler was added are not told:
    /// <see cref="WsRpcClientOptions.OnStateChanged"/> sees the first connection as well.
    /// </summary>
    public event EventHandler<RpcStateChange>? StateChanged
    {
        add => _states.Changed += value;
        remove => _states.Changed -= value;
    }

    /// <summary>Asks the application; what it throws counts as no.</summary>
    internal bool Ask<T>(Func<T, bool> question, T about)
    {
        try
        {
            return question(about);
        }
        catch (Exception exception)
        {
            Log.StateHandlerFailed(Settings.Logger, exception, Id);
            return false;
        }
    }

    internal RpcSession OpenNext(WebSocketConnection connection) => BeginNext(connection);

    internal void GoTo(RpcSession next, WebSocketConnection connection, RpcHandshake handshake) => Replace(next, connection, handshake);

    internal void EndFor(RpcClosed closed) => End(closed);

    internal override void OnHello() => _reconnection?.OnHello();

    internal override bool TryKeep(RpcSession over, PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CallAncestry ancestry, Exception refusal)
    {
        if (_reconnection is not { } reconnection)
        {
            return false;
        }

        if (call.Time.IsBounded && call.Due == 0)
        {
            call.Due = CallDeadlines.NowBy(Settings.TimeProvider) + call.Time.Milliseconds;
        }

        reconnection.Waiting.Add(over, new WaitingCall(reconnection.Waiting, call, method, parameters) { Span = ancestry.Span }, refusal);
        return true;
    }

    internal override ValueTask? TryKeep(RpcSession over, RpcMethod method, ReadOnlySpan<byte> parameters, Exception refusal, CancellationToken cancellationToken)
    {
        if (_reconnection is not { } reconnection)
        {
            return null;
        }

        if (method.Queue is WsQueue.DropOldest or WsQueue.Latest && reconnection.Waiting.TryHold(over, method, parameters))
        {
            return ValueTask.CompletedTask;
        }

        var notification = new WaitingNotification(reconnection.Waiting, method, parameters, cancellationToken) { Span = CallAncestry.Current.Span };
        reconnection.Waiting.Add(over, notification, refusal);
        return new ValueTask(notification.Sent);
    }

    private protected override bool TryGoOn(RpcSession session, RpcClosed closed)
    {
        if (_reconnection is not { } reconnection)
        {
            return false;
        }

        reconnection.OnSessionEnded(session, closed);
        return true;
    }

    private protected override bool TryEndWhileAway(int code, string reason, CancellationToken cancellationToken)
    {
        // What is wrong with the code its session says.
        if (_reconnection is not { } reconnection || !WebSocketCloseCode.MayAppearOnWire(code) || !reconnection.TryEnd(new RpcClosed(new WebSocketClosed(code, reason, initiatedByPeer: false))))
        {
            return false;
        }

        if (cancellationToken.CanBeCanceled)
        {
            var cutting = cancellationToken.UnsafeRegister(static client => ((WsRpcClient)client!).Abort(), this);
            _ = Completion.ContinueWith(static (_, cutting) => ((CancellationTokenRegistration)cutting!).Unregister(), cutting, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return true;
    }

    private protected override void OnAborting() => _reconnection?.Abort();

    private protected override Task WhenIdle() => _reconnection?.WhenIdle() ?? base.WhenIdle();

    private protected override void OnOpened() => _states.Set(RpcConnectionState.Open, attempt: _attempt);

    private protected override void OnEnding(RpcClosed closed) => _states.Set(RpcConnectionState.Closed, closed, closed.Exception);

    private async Task<(WebSocketConnection Connection, RpcHandshake Handshake)> DialFirstAsync(ClientDialer dialer, WsRpcClientOptions options, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(options.Reconnect, Settings.TimeProvider, options.Random);
        backoff.Begin();
        try
        {
            while (true)
            {
                RpcConnectFailedException failure;
                TimeSpan delay;
                try
                {
                    _attempt = backoff.Attempt;
                    return await dialer.DialAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (RpcConnectFailedException exception) when (options.Reconnect is { IsOn: true, FirstConnect: true } rules && Ask(rules.ShouldRetry, exception) && backoff.TryNext(out delay))
                {
                    failure = exception;
                }

                var pause = Task.Delay(delay, Settings.TimeProvider, cancellationToken);
                _states.Set(RpcConnectionState.Connecting, exception: failure, attempt: backoff.Attempt, delay: delay);
                Log.Reconnecting(Settings.Logger, Id, failure.Message, backoff.Attempt, delay);
                await pause.ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            _states.Set(RpcConnectionState.Closed, exception: exception);
            throw;
        }
    }

    /// <summary>From here on a lost connection is made again.</summary>
    private void StayConnected()
    {
        if (_reconnection is { } reconnection)
        {
            // Nothing of who connected belongs to what happens later.
            using var suppressed = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
            _ = reconnection.RunAsync();
        }
    }
}
