namespace WsRpc;

// What ends before there is a connection.
internal sealed partial class WaitingMessages
{
    // While a debugger is attached nothing ends; afterwards it is to be noticed before long.
    private static readonly TimeSpan PausedInterval = TimeSpan.FromSeconds(1);

    /// <summary>Its token has fired.</summary>
    public void Cancel(WaitingMessage message)
    {
        if (TryTake(message))
        {
            message.Fail(new OperationCanceledException(message.CancellationToken));
        }
    }

    private bool TryTake(WaitingMessage message)
    {
        lock (Gate)
        {
            if (message.Node is null)
            {
                return false;
            }

            Remove(message);
            return true;
        }
    }

    // A timer each, since few wait.
    private void WatchDeadline(WaitingMessage message)
    {
        if (message.Due == 0)
        {
            return;
        }

        using var suppressed = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        message.Timer = settings.TimeProvider.CreateTimer(
            state => Expire((WaitingMessage)state!),
            message,
            TimeSpan.FromMilliseconds(Math.Max(0, message.Due - CallDeadlines.NowBy(settings.TimeProvider))),
            Timeout.InfiniteTimeSpan);
    }

    private void Expire(WaitingMessage message)
    {
        if (settings.IsTimePaused)
        {
            lock (Gate)
            {
                if (message.Node is not null)
                {
                    message.Timer!.Change(PausedInterval, Timeout.InfiniteTimeSpan);
                }
            }
        }
        else if (TryTake(message))
        {
            Fail(message, Expired(message));
        }
    }

    private Exception Expired(WaitingMessage message) => RpcFailures.ExpiredAway(message.Method.Name, connection.Id, Reason);
}
