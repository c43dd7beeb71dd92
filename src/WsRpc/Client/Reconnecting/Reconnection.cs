using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>
/// Keeps a client connected: one loop that waits for the end of a session and opens the next one, until this end closes, the server does not want it, or the attempts
/// are used up. At any time at most one session lives.
/// </summary>
internal sealed partial class Reconnection(WsRpcClient client, ClientDialer dialer, RpcReconnect rules, RpcSettings settings, ClientStates states, Func<double> random)
{
    private readonly Backoff _backoff = new(rules, settings.TimeProvider, random);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _busy = []; // what the sessions before still serve
    private TaskCompletionSource<RpcClosed> _sessionEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource? _hello;
    private volatile RpcSession? _next; // the last one that was opened after the first
    private RpcClosed? _ending; // what this end was told to close with
    private bool _isOpen = true;

    /// <summary>What is called while there is no connection.</summary>
    public WaitingMessages Waiting { get; } = new(client, settings, rules);

    public void OnHello() => _hello?.TrySetResult();

    public void OnSessionEnded(RpcSession session, RpcClosed closed)
    {
        _busy.RemoveAll(static idle => idle.IsCompleted);
        _busy.Add(session.IncomingCalls.WhenIdle());
        _hello?.TrySetResult();
        _sessionEnded.TrySetResult(closed);
    }

    /// <summary>Completes when no call of the server is under way any more, on whatever session it came. For the end.</summary>
    public Task WhenIdle() => Task.WhenAll(_busy);

    /// <summary>This end closes. True when there is no session that could be closed, and the end comes by itself.</summary>
    public bool TryEnd(RpcClosed ending)
    {
        bool isOpen;
        lock (Waiting.Gate)
        {
            _ending ??= ending;
            isOpen = _isOpen;
        }

        Waiting.TakeNoMore();
        _ = _stop.CancelAsync(); // foreign code may listen
        return !isOpen;
    }

    /// <summary>This end aborts, whatever it is at.</summary>
    public void Abort()
    {
        TryEnd(new RpcClosed(WebSocketClosed.Aborted));
        _next?.Abort();
    }

    /// <summary>Runs from the first session to the end. Never faults.</summary>
    public async Task RunAsync()
    {
        RpcClosed closed;
        try
        {
            closed = await KeepAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.InternalError(settings.Logger, exception, client.Id);
            _next?.Abort();
            closed = new RpcClosed(new WebSocketClosed(WebSocketCloseCode.InternalError, "internal error", initiatedByPeer: false, exception));
        }

        client.EndFor(closed);
        Waiting.Close(closed);
    }

    private async Task<RpcClosed> KeepAsync()
    {
        while (true)
        {
            var opened = settings.TimeProvider.GetTimestamp();
            var lost = await _sessionEnded.Task.ConfigureAwait(false);
            if (settings.TimeProvider.GetElapsedTime(opened) >= rules.MaxDelay)
            {
                _backoff.Reset();
            }

            if (await ReopenAsync(lost).ConfigureAwait(false) is { } end)
            {
                return end;
            }
        }
    }

    /// <summary>Makes attempts until one succeeds.</summary>
    /// <returns>The end; null when there is a connection again.</returns>
    private async Task<RpcClosed?> ReopenAsync(RpcClosed lost)
    {
        RpcConnectFailedException? failure = null;
        while (true)
        {
            Waiting.Reason = $"the connection is lost ({lost})";
            if (!GoesOn(lost))
            {
                return EndOf(lost);
            }

            if (!_backoff.TryNext(out var delay))
            {
                return GivenUp(lost, failure);
            }

            try
            {
                await PauseAsync(delay, lost, failure).ConfigureAwait(false);
                var (connection, handshake) = await dialer.DialAsync(_stop.Token).ConfigureAwait(false);
                failure = null;
                if (await OpenAsync(connection, handshake).ConfigureAwait(false) is not { } lostAgain)
                {
                    return null;
                }

                lost = lostAgain;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return EndOf(lost);
            }
            catch (Exception exception)
            {
                failure = exception as RpcConnectFailedException ?? new RpcConnectFailedException(exception.Message, exception);
                if (!client.Ask(rules.ShouldRetry, failure))
                {
                    return GivenUp(lost, failure);
                }
            }
        }
    }

    private async Task PauseAsync(TimeSpan delay, RpcClosed lost, RpcConnectFailedException? failure)
    {
        var pause = Task.Delay(delay, settings.TimeProvider, _stop.Token);
        states.Set(RpcConnectionState.Reconnecting, lost, failure, _backoff.Attempt, delay);
        Log.Reconnecting(settings.Logger, client.Id, failure?.Message ?? lost.ToString(), _backoff.Attempt, delay);
        await pause.ConfigureAwait(false);
    }

    // Under the gate, so that whoever closes finds either a session or nobody.
    private bool GoesOn(RpcClosed lost)
    {
        lock (Waiting.Gate)
        {
            _isOpen = false;
            if (_ending is not null)
            {
                return false;
            }
        }

        return client.Ask(rules.ShouldReconnect, lost);
    }

    // A session that was there has ended in its own way, whatever this end was told.
    private RpcClosed EndOf(RpcClosed lost) => states.Current == RpcConnectionState.Open ? lost : _ending ?? lost;

    private RpcClosed GivenUp(RpcClosed lost, RpcConnectFailedException? failure) => new(new WebSocketClosed(
        lost.Code,
        $"{lost.Reason}{(lost.Reason.Length == 0 ? "" : "; ")}not connected again in {(_backoff.Attempt == 1 ? "1 attempt" : $"{_backoff.Attempt} attempts")}{(failure is null ? "" : $": {failure.Message.TrimEnd('.')}")}",
        lost.InitiatedByPeer,
        failure ?? lost.Exception));
}
