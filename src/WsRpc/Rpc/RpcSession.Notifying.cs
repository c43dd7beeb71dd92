using WsRpc.CompilerServices;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// Notifications, and what becomes of them while the peer reads too slowly.
internal sealed partial class RpcSession
{
    private HeldNotifications? _held;

    /// <summary>Sends a notification; while the outgoing queue is long, it waits, or is held back, as its contract says.</summary>
    public ValueTask NotifyAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (method.Queue != WsQueue.Wait && (IsQueueLong || _held is { IsEmpty: false }))
        {
            return HoldBack(method, parameters, cancellationToken);
        }

        if (_transport.OutgoingBytes > Settings.Limits.MaxOutgoingBytes && !method.EndsObject)
        {
            return FailOrKeep(method, parameters, QueueIsFull(method), cancellationToken);
        }

        if (Write(method, null, mayEndEarly: false, CallTime.Unbounded, parameters, CallAncestry.Current) is { } failure)
        {
            return FailOrKeep(method, parameters, failure, cancellationToken);
        }

        return method.Queue != WsQueue.Wait || !IsQueueLong ? default : new ValueTask(_transport.WhenDrained().WaitAsync(cancellationToken));
    }

    /// <summary>
    /// Sends a notification of which others have their share: it neither waits nor throws, so that a peer which reads too slowly delays nobody. What the peer misses beyond what
    /// its contract says is counted.
    /// </summary>
    public void Tell(RpcMethod method, ReadOnlySpan<byte> parameters)
    {
        if (method.Queue == WsQueue.Wait && _transport.OutgoingBytes > Settings.Limits.MaxOutgoingBytes)
        {
            // No exception for each of them: there may be very many.
            RpcCounters.CountFromAnywhere(ref Counters.NotificationsDroppedCount);
            return;
        }

        var failure = method.Queue != WsQueue.Wait && (IsQueueLong || _held is { IsEmpty: false })
            ? FailureOf(HoldBack(method, parameters, CancellationToken.None))
            : Write(method, null, mayEndEarly: false, CallTime.Unbounded, parameters, CallAncestry.Current);
        if (failure is not (null or RpcConnectionException))
        {
            RpcCounters.CountFromAnywhere(ref Counters.NotificationsDroppedCount);
            Log.NotificationNotSent(Settings.Logger, failure, Connection.Id, method.Name);
        }
    }

    private static Exception? FailureOf(ValueTask sending) => sending.IsCompletedSuccessfully ? null : sending.AsTask().Exception?.InnerException;

    /// <summary>Completes when what is sent next need not wait for much.</summary>
    public Task WhenQueueIsShort() => IsQueueLong ? _transport.WhenDrained() : Task.CompletedTask;

    private bool IsQueueLong => _transport.OutgoingBytes > Settings.Connection.OutgoingHighWaterBytes;

    private ValueTask HoldBack(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        if (_closed is not null)
        {
            return FailOrKeep(method, parameters, RpcFailures.NotSent(method.Name, Connection.Id, HowItEnded), cancellationToken);
        }

        if (method.Queue == WsQueue.Disconnect)
        {
            // Behind all that waits: a peer that reads on learns why.
            _ = _transport.CloseAsync(WebSocketCloseCode.TryAgainLater, $"{method.Name} must not be missed, and this end reads too slowly", CancellationToken.None);
            return ValueTask.FromException(RpcFailures.NotSent(method.Name, Connection.Id, _closed));
        }

        if (parameters.Length > MaxPeerMessageBytes)
        {
            return ValueTask.FromException(RpcFailures.TooLarge(method.Name, Connection.Id, parameters.Length, MaxPeerMessageBytes));
        }

        var held = _held ?? Interlocked.CompareExchange(ref _held, new HeldNotifications(Settings.Connection.OutgoingHighWaterBytes, Counters), null) ?? _held;
        if (held.Add(method, parameters))
        {
            _ = SendHeldAsync(held);
        }

        return default;
    }

    // Runs from the first that is held until none is.
    private async Task SendHeldAsync(HeldNotifications held)
    {
        try
        {
            while (true)
            {
                await _transport.WhenDrained().ConfigureAwait(false);
                do
                {
                    if (!held.TryTake(out var next))
                    {
                        return;
                    }

                    if (Write(next.Method, null, mayEndEarly: false, CallTime.Unbounded, next.Parameters, CallAncestry.Current) is RpcConnectionException)
                    {
                        held.Clear();
                    }
                }
                while (!IsQueueLong);
            }
        }
        catch (Exception exception)
        {
            Abort(exception);
        }
    }
}
