using System.Diagnostics;
using WsRpc.CompilerServices;

namespace WsRpc;

// What this session can no longer send, where its connection has another one; and what it sends that waited for it.
internal sealed partial class RpcSession
{
    /// <summary>What answers the peer's calls; the session that follows goes on with them.</summary>
    public RpcDispatcher[] Dispatchers => _dispatchers;

    /// <summary>This session takes the place of another one. What calls refer to that wait from one to the other is known in both.</summary>
    public void Follow(RpcSession previous) => _progress = previous.Progress;

    /// <summary>Sends a call that has begun on a session before.</summary>
    /// <returns>Why that cannot be; null when it is sent, or has ended meanwhile.</returns>
    public Exception? SendWaiting(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CallTime time, Activity? span)
    {
        var cancellationToken = call.CancellationToken;
        var trace = call.Trace as ClientCallTrace;
        var octets = call.SentOctets;
        call.MoveTo(this);
        var credit = call.Credit = OfferCredit(method);
        if (Refusal(call, method, out var id) is { } refusal)
        {
            return refusal;
        }

        // From here on only the table knows the call. Its token may have fired while nobody could find it.
        if (cancellationToken.IsCancellationRequested && _outgoingCalls.Take(id) is not null)
        {
            return new OperationCanceledException(cancellationToken);
        }

        trace?.Identify(id);
        return Write(method, id, mayEndEarly: cancellationToken.CanBeCanceled || time.IsBounded, time, parameters, new CallAncestry(0, span) { Credit = credit }, octets) is { } failure && _outgoingCalls.Take(id) is not null ? failure : null;
    }

    /// <summary>Sends a notification that has begun on a session before.</summary>
    public Exception? SendWaiting(RpcMethod method, ReadOnlySpan<byte> parameters, Activity? span) =>
        _transport.OutgoingBytes > Settings.Limits.MaxOutgoingBytes
            ? RpcFailures.LimitReached(method.Name, Connection.Id, nameof(RpcLimits.MaxOutgoingBytes), Settings.Limits.MaxOutgoingBytes)
            : Write(method, null, mayEndEarly: false, CallTime.Unbounded, parameters, new CallAncestry(0, span));

    /// <summary>Nothing was sent: the call fails, unless its connection keeps it for the session that follows.</summary>
    private void FailOrKeep(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CallAncestry ancestry, Exception failure)
    {
        // A stream is lent to one session, and does not wait for another.
        call.SentOctets?.Keep();
        if (failure is not RpcConnectionClosedException || call.Home is not null || IsOfThisSession(method) || call.SentOctets is { LendsStreams: true } || !Connection.TryKeep(this, call, method, parameters, ancestry, failure))
        {
            call.Fail(failure);
        }
    }

    private ValueTask FailOrKeep(RpcMethod method, ReadOnlySpan<byte> parameters, Exception failure, CancellationToken cancellationToken) =>
        failure is RpcConnectionClosedException && !IsOfThisSession(method) && Connection.TryKeep(this, method, parameters, failure, cancellationToken) is { } kept ? kept : ValueTask.FromException(failure);

    // The protocol's own speak of what the peer of this session knows; events go to who has subscribed to them.
    private static bool IsOfThisSession(RpcMethod method) => method.BelongsToSession || method.Name.StartsWith("$/", StringComparison.Ordinal);
}
