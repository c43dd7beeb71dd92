using System.Buffers;
using System.Diagnostics;
using WsRpc.CompilerServices;

namespace WsRpc;

// Batches of our own (JSON-RPC 2.0 §6). Their calls are in the table from the beginning, and so are cancelled, timed out, and ended with
// the connection like all others.
internal sealed partial class RpcSession
{
    private volatile bool _hasSentBatch;

    /// <summary>Makes a call, in the batch where there is one.</summary>
    public void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CallTime time, RpcBatch? batch, CancellationToken cancellationToken)
    {
        if (batch is null)
        {
            Send(call, method, parameters, time, cancellationToken);
        }
        else
        {
            batch.Add(call, method, parameters, time, cancellationToken);
        }
    }

    /// <summary>Sends a notification, in the batch where there is one.</summary>
    public ValueTask NotifyAsync(RpcMethod method, ReadOnlySpan<byte> parameters, RpcBatch? batch, CancellationToken cancellationToken) =>
        batch is null ? NotifyAsync(method, parameters, cancellationToken) : batch.AddNotification(method, parameters, cancellationToken);

    /// <summary>Begins a call whose request is written later.</summary>
    /// <returns>Its id and what it comes from; null when it has failed already.</returns>
    public (long Id, CallAncestry Ancestry)? Admit(PendingCall call, RpcMethod method, CallTime time, CancellationToken cancellationToken)
    {
        call.Begin(method.Name, this, cancellationToken, time, method.DeclaredFaults);
        call.IsBatched = true;
        var parent = NoteOrigin(call);
        var trace = ClientCallTrace.Begin(this, method.Name);
        call.Trace = trace;
        if (Refusal(call, method, out var id) is { } refusal)
        {
            call.Fail(refusal);
            return null;
        }

        trace?.Identify(id);
        if (cancellationToken.CanBeCanceled)
        {
            call.WatchCancellation();
        }

        return (id, new CallAncestry(parent, trace?.Span ?? Activity.Current));
    }

    /// <summary>Ends a call whose request was not written, unless it has ended already.</summary>
    public void GiveUp(long? id, Exception failure)
    {
        if (id is { } known && _outgoingCalls.Take(known) is { } call)
        {
            call.Fail(failure);
        }
    }

    /// <summary>Sends the elements as one message, and waits while the outgoing queue is long. Where that fails, each of the calls fails.</summary>
    public ValueTask SendAsync(List<OutgoingBatchElement> elements, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        if (TryWrite(elements, parameters) is { } failure)
        {
            foreach (var element in elements)
            {
                GiveUp(element.Id, failure(element.Method.Name));
            }

            return ValueTask.FromException(failure(elements[0].Method.Name));
        }

        return _transport.OutgoingBytes <= Settings.Connection.OutgoingHighWaterBytes
            ? default
            : new ValueTask(_transport.WhenDrained().WaitAsync(cancellationToken));
    }

    /// <returns>Why nothing was written, for the method that is named; null as well where nothing was to be.</returns>
    private Func<string, Exception>? TryWrite(List<OutgoingBatchElement> elements, ReadOnlySpan<byte> parameters)
    {
        if (elements.Count > 0 && _transport.OutgoingBytes > Settings.Limits.MaxOutgoingBytes)
        {
            return name => RpcFailures.LimitReached(name, Connection.Id, nameof(RpcLimits.MaxOutgoingBytes), Settings.Limits.MaxOutgoingBytes);
        }

        try
        {
            using var message = _transport.BeginMessage();
            if (!message.IsOpen)
            {
                return elements.Count == 0 ? null : name => RpcFailures.NotSent(name, Connection.Id, _closed);
            }

            var (calls, notifications) = WriteElements(message.Output, elements, parameters);
            var (length, max) = (message.Length, MaxPeerMessageBytes);
            if (length > max)
            {
                return name => RpcFailures.TooLarge(name, Connection.Id, length, max, "its batch");
            }

            if (calls + notifications > 0)
            {
                _hasSentBatch = true;
                RpcCounters.Count(ref Counters.CallsMadeCount, calls);
                RpcCounters.Count(ref Counters.NotificationsSentCount, notifications);
                message.Send();
            }

            return null;
        }
        catch (Exception exception)
        {
            return _ => exception;
        }
    }

    private (int Calls, int Notifications) WriteElements(IBufferWriter<byte> output, List<OutgoingBatchElement> elements, ReadOnlySpan<byte> parameters)
    {
        var (calls, notifications) = (0, 0);
        foreach (var (method, id, time, madeAt, ancestry, range) in elements)
        {
            if (id is { } known && !_outgoingCalls.TryMarkSent(known))
            {
                continue; // cancelled, or out of time, before it was sent
            }

            output.Write(calls + notifications == 0 ? "["u8 : ","u8);
            WriteCall(output, method, id, time.IsBounded ? LeftOf(time, madeAt) : time, parameters[range], ancestry);
            _ = id is null ? notifications++ : calls++;
        }

        output.Write("]"u8);
        return (calls, notifications);
    }

    // What the peer is told is what remains when the batch is sent. Where that is nothing, the call's timer is about to end it.
    private CallTime LeftOf(CallTime time, long madeAt)
    {
        var left = time.After(Settings.TimeProvider.GetElapsedTime(madeAt));
        return left.IsOver ? left with { Milliseconds = 1 } : left;
    }

    // What a peer answers to a batch that it does not read (JSON-RPC 2.0 §6). It does not say to which, and no call may wait for ever: all end.
    private void OnBatchRefused(int code, string text)
    {
        if (!_hasSentBatch)
        {
            return;
        }

        foreach (var call in _outgoingCalls.TakeBatched())
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static refused => refused.call.Fail(RpcFailures.ToException(refused.call, refused.code, refused.text, null, refused.Connection.Id, null)),
                (call, code, text, Connection),
                preferLocal: false);
        }
    }
}
