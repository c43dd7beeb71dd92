using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>A stream whose items are sent as they come, as many as the peer has granted (docs/protocol.md, "Streams with credit").</summary>
/// <param name="session">The session.</param>
/// <param name="method">The method whose result or argument it is.</param>
/// <param name="contract">Declares the faults by which it may end; null for none.</param>
/// <param name="source">The items. Nothing is asked of them before the first grant.</param>
/// <param name="type">How an item is written.</param>
/// <param name="cancellation">Cancelled when nobody wants them any more.</param>
internal sealed class PushedStream<T>(
    RpcSession session, string method, RpcMethod? contract, IAsyncEnumerable<T> source, JsonTypeInfo<T> type, CancellationTokenSource cancellation)
    : OutgoingStream(session, method, contract, cancellation)
{
    private readonly Lock _gate = new(); // of the credit
    private long _credit;
    private TaskCompletionSource? _granted;
    private CancellationTokenRegistration _cancelled;

    public override void WriteReference(IBufferWriter<byte> output) => JsonRpcStreamWriter.WriteReference(output, Id);

    public override void Start(int credit)
    {
        lock (_gate)
        {
            // A peer that was quick has granted some already.
            _credit += credit;
        }

        if (Session.Settings.SynchronizationContext is { } context)
        {
            context.Post(static stream => _ = ((PushedStream<T>)stream!).RunAsync(), this);
        }
        else
        {
            // Not here, where a source that never waits would keep whoever has sent the reference.
            ThreadPool.UnsafeQueueUserWorkItem(static stream => _ = stream.RunAsync(), this, preferLocal: false);
        }
    }

    // The producer goes on here, as services run here: another thread would be woken for each grant, and mostly be asleep again before the next one.
    public override void Grant(int items)
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            _credit += items;
            (waiting, _granted) = (_granted, null);
        }

        if (waiting is not null)
        {
            Session.EnterUserCode();
            waiting.SetResult();
        }
    }

    // Never faults. Awaits come back to where services are called, if that is a place of its own.
    private async Task RunAsync()
    {
        Exception? failure = null;
        try
        {
            _cancelled = Cancellation.UnsafeRegister(static stream => ((PushedStream<T>)stream!).StopWaiting(), this);
            await WhenGranted().ConfigureAwait(true);
            Cancellation.ThrowIfCancellationRequested();
            var items = source.GetAsyncEnumerator(Cancellation);
            await using (items.ConfigureAwait(true))
            {
                await SendAllAsync(items, new StreamOutlet<T>(Session, this, type)).ConfigureAwait(true);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        _cancelled.Unregister();
        End();
        Session.EndStream(this, Cancellation.IsCancellationRequested ? null : failure);
    }

    private async Task SendAllAsync(IAsyncEnumerator<T> items, StreamOutlet<T> outlet)
    {
        try
        {
            while (true)
            {
                var next = items.MoveNextAsync();
                bool hasNext;
                if (next.IsCompleted)
                {
                    hasNext = next.GetAwaiter().GetResult();
                }
                else
                {
                    outlet.BeginWait();
                    hasNext = await next.ConfigureAwait(true);
                    outlet.EndWait();
                }

                Cancellation.ThrowIfCancellationRequested();
                if (!hasNext)
                {
                    return;
                }

                outlet.Add(items.Current);
                if (!TryUseCredit() || outlet.Octets >= MessageBytes)
                {
                    await outlet.SendAsync().ConfigureAwait(true);
                    await Session.WhenQueueIsShort().ConfigureAwait(true);
                    await WhenGranted().ConfigureAwait(true);
                    Cancellation.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            // What came before a failure is not lost by it.
            await outlet.SendAsync().ConfigureAwait(true);
        }
    }

    // For an item that was produced. False when the next one needs a grant.
    private bool TryUseCredit()
    {
        lock (_gate)
        {
            return --_credit > 0;
        }
    }

    private Task WhenGranted()
    {
        lock (_gate)
        {
            return _credit > 0 || Cancellation.IsCancellationRequested
                ? Task.CompletedTask
                : (_granted = new TaskCompletionSource()).Task;
        }
    }

    // Whoever waits for credit looks at its token first. Not here, in the middle of a cancellation.
    private void StopWaiting()
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            (waiting, _granted) = (_granted, null);
        }

        if (waiting is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static waiting => waiting.SetResult(), waiting, preferLocal: false);
        }
    }
}
