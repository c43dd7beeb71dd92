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

    // Foreign code, which must not hold up the rest.
    private void LoseElsewhere(MarshaledObject left)
    {
        try
        {
            if (Settings.SynchronizationContext is { } context)
            {
                context.Post(_ => Lose(left), null);
                return;
            }
        }
        catch (Exception)
        {
            // The context has ended: then without it.
        }

        ThreadPool.UnsafeQueueUserWorkItem(static state => state.session.Lose(state.left), (session: this, left), preferLocal: false);
    }

    private void Lose(MarshaledObject left)
    {
        try
        {
            if (!left.Dispatcher.TryLose(RpcFailures.SequenceLost(left.Contract.DisplayName, Connection.Id, _closed!)))
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
