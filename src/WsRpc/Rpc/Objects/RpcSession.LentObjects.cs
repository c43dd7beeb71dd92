using WsRpc.CompilerServices;

namespace WsRpc;

// The objects of this end that the peer may call, and what becomes of them when it cannot any more.
internal sealed partial class RpcSession
{
    private MarshaledObjects? _objects;

    /// <summary>A result that is not sent: it is disposed, as one that nobody gets.</summary>
    public void TakeBack(MarshaledObject lent)
    {
        if (lent.TryRelease())
        {
            DisposeOnPool(lent.Target);
        }
    }

    // Null when there are as many as there may be, or the connection has ended.
    private MarshaledObject? Lend(object value, RpcObjectContract contract, bool endsWithCall)
    {
        if (contract.IsOrdered)
        {
            KeepOrder();
        }

        return (_objects ?? MakeObjects()).Add(value, contract, contract.CreateDispatcher(value, Settings.JsonFor(contract.JsonContext)), endsWithCall);
    }

    // After the end of the connection, which has ended what there was, nothing is lent any more.
    private MarshaledObjects MakeObjects()
    {
        var made = new MarshaledObjects(Settings.Limits.MaxLentObjects, Counters, LoseElsewhere);
        made = Interlocked.CompareExchange(ref _objects, made, null) ?? made;
        if (_closed is not null)
        {
            EndObjects();
        }

        return made;
    }

    private InvalidOperationException TooManyLent() => new($"{nameof(RpcLimits.MaxLentObjects)} = {Settings.Limits.MaxLentObjects} is reached.");

    private void EndObjects()
    {
        // With MakeObjects: either this sees what it has made, or it sees that the connection has ended.
        Interlocked.MemoryBarrier();
        _objects?.End();
    }

    /// <summary>What the peer has told an object of this end was dropped at a limit. One that must not miss anything ends with that.</summary>
    public void Miss(MarshaledObject? target, string limit, long value)
    {
        if (target is { Dispatcher.MissesNothing: true } && target.TryRelease())
        {
            var name = target.Contract.DisplayName;
            LoseElsewhere(target, new RpcLimitException($"{name}: what the peer told was dropped: {limit} = {value} is reached.", limit, value) { Method = name, ConnectionId = Connection.Id });
        }
    }

    private void LoseElsewhere(MarshaledObject left) => LoseElsewhere(left, RpcFailures.SequenceLost(left.Contract.DisplayName, Connection.Id, _closed!));

    // Foreign code, which must not hold up the rest.
    private void LoseElsewhere(MarshaledObject left, Exception reason)
    {
        try
        {
            if (Settings.SynchronizationContext is { } context)
            {
                context.Post(_ => Lose(left, reason), null);
                return;
            }
        }
        catch (Exception)
        {
            // The context has ended: then without it.
        }

        ThreadPool.UnsafeQueueUserWorkItem(static state => state.session.Lose(state.left, state.reason), (session: this, left, reason), preferLocal: false);
    }

    private void Lose(MarshaledObject left, Exception reason)
    {
        try
        {
            if (!left.Dispatcher.TryLose(reason))
            {
                _ = Connection.DisposeAsync(left.Target);
            }
        }
        catch (Exception exception)
        {
            Log.ServiceFailed(Settings.Logger, exception, Connection.Id, left.Contract.DisplayName);
        }
    }

    // Foreign code, which must not hold up the rest.
    private void DisposeOnPool(object target) =>
        ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Connection.DisposeAsync(state.target), (Connection, target), preferLocal: false);
}
