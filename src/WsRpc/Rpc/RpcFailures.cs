using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>Exceptions to error answers, and back.</summary>
internal static class RpcFailures
{
    /// <summary>What the peer is told of a service's exception. Details only on request: messages may hold what is none of its business.</summary>
    public static (int Code, string Message, JsonElement? Data) ToError(Exception exception, string method, CallEnding ending, bool details) => exception switch
    {
        // One with a method comes from a call that the service made itself: it is the service's failure like any other, and what the
        // other peer said is not this caller's business.
        RpcErrorException { Method: null } error => (error.Code, error.Message, error.ErrorData),
        OperationCanceledException when ending == CallEnding.Expired => (JsonRpcErrorCode.DeadlineExceeded, $"{method}: the deadline has passed.", null),
        OperationCanceledException when ending == CallEnding.Cancelled => (JsonRpcErrorCode.RequestCancelled, "The call was cancelled.", null),
        RpcSerializationException { Method: null } serialization => (JsonRpcErrorCode.SerializationFailed, details ? $"{method}: {serialization.Message}" : $"{method}: the result cannot be written.", null),
        _ => (JsonRpcErrorCode.InvocationFailed, details ? exception.Message : $"{method} failed.", null),
    };

    /// <summary>What the peer is told of a fault that the contract does not declare: as of any other exception.</summary>
    public static (int Code, string Message, JsonElement? Data) Undeclared(RpcFaultException exception, string method, bool details) =>
        (JsonRpcErrorCode.InvocationFailed, details ? exception.Message : $"{method} failed.", null);

    /// <summary>What the caller is told of the peer's error answer.</summary>
    public static Exception ToException(PendingCall call, int code, string message, JsonElement? data, string connectionId, JsonRpcHello? peer)
    {
        var method = call.Method;
        return code switch
        {
            JsonRpcErrorCode.MethodNotFound => new RpcMethodNotFoundException(message + Served(peer, method)) { Method = method, ConnectionId = connectionId },
            JsonRpcErrorCode.InvalidParams => new RpcInvalidParamsException(message, data) { Method = method, ConnectionId = connectionId },
            JsonRpcErrorCode.DeadlineExceeded => new RpcTimeoutException(call.Time.IsBounded ? $"{message} It had {call.Time}." : message) { Method = method, ConnectionId = connectionId },
            JsonRpcErrorCode.RequestCancelled when call.CancellationToken.IsCancellationRequested => new OperationCanceledException(message, call.CancellationToken),
            JsonRpcErrorCode.RequestCancelled => new RpcCanceledByPeerException(message) { Method = method, ConnectionId = connectionId },
            _ => new RpcErrorException(code, message, data) { Method = method, ConnectionId = connectionId },
        };
    }

    public static Exception NotSent(string method, string connectionId, RpcClosed? closed) =>
        new RpcConnectionClosedException($"{method}: the connection is {(closed is null ? "closing" : $"closed ({closed})")}.", mayHaveRun: false, closed?.Exception)
        {
            Method = method,
            ConnectionId = connectionId,
        };

    public static Exception Away(string method, string connectionId, string reason) =>
        new RpcConnectionClosedException($"{method} was not sent: {reason}, and calls do not wait for the next one.", mayHaveRun: false) { Method = method, ConnectionId = connectionId };

    public static Exception ExpiredAway(string method, string connectionId, string reason) =>
        new RpcTimeoutException($"{method} was not sent by its deadline: {reason}.") { Method = method, ConnectionId = connectionId };

    public static Exception NotAnswered(PendingCall call, string connectionId, RpcClosed closed)
    {
        var method = call.Method;
        if (!call.IsSent)
        {
            return NotSent(method, connectionId, closed);
        }

        return closed.InitiatedByPeer || closed.Exception is not null
            ? new RpcConnectionLostException($"{method}: the connection ended before the answer came ({closed}).", closed.Exception) { Method = method, ConnectionId = connectionId }
            : new RpcConnectionClosedException($"{method}: this end closed the connection before the answer came ({closed}).", mayHaveRun: true) { Method = method, ConnectionId = connectionId };
    }

    public static RpcConnectionException SequenceLost(string what, string connectionId, RpcClosed closed) => closed.InitiatedByPeer || closed.Exception is not null
        ? new RpcConnectionLostException($"{what}: the connection ended before the stream did ({closed}).", closed.Exception) { Method = what, ConnectionId = connectionId }
        : new RpcConnectionClosedException($"{what}: this end closed the connection before the stream ended ({closed}).", mayHaveRun: true) { Method = what, ConnectionId = connectionId };

    public static Exception StreamLost(string connectionId, RpcClosed closed) =>
        new RpcConnectionLostException($"The connection ended before the stream did ({closed}).", closed.Exception) { ConnectionId = connectionId };

    public static RpcLimitException ResultDropped(PendingCall call, string connectionId, string limit, long value) =>
        new($"{call.Method}: the result was dropped: {limit} = {value} is reached.", limit, value) { Method = call.Method, ConnectionId = connectionId };

    public static Exception TimedOut(PendingCall call, string connectionId) =>
        new RpcTimeoutException($"{call.Method}: no answer within {call.Time}.") { Method = call.Method, ConnectionId = connectionId };

    public static Exception DeadlinePassed(string method, string connectionId, CallTime time) =>
        new RpcTimeoutException($"{method} was not sent: its time was over before ({time.Bound}).") { Method = method, ConnectionId = connectionId };

    public static Exception TooLarge(string method, string connectionId, long length, long max, string what = "it") =>
        new RpcLimitException($"{method} was not sent: {what} takes {length} octets, and the peer reads no more than {max}.", nameof(RpcLimits.MaxMessageBytes), max) { Method = method, ConnectionId = connectionId };

    public static Exception LimitReached(string method, string connectionId, string limit, long value) =>
        new RpcLimitException($"{method} was not sent: {limit} = {value} is reached.", limit, value) { Method = method, ConnectionId = connectionId };

    public static Exception PeerIsBusy(string method, string connectionId, int max) =>
        new RpcLimitException($"{method} was not sent: the peer works on no more than {max} calls at a time, and so many are not answered yet.", nameof(RpcLimits.MaxCallsInFlight), max) { Method = method, ConnectionId = connectionId };

    // A hint for a service that is not served at all; where it is, the hint would point the wrong way.
    private static string Served(JsonRpcHello? peer, string method)
    {
        if (peer is null || peer.Services.Contains(method[..Math.Max(0, method.LastIndexOf('.'))]))
        {
            return "";
        }

        return $" The peer serves: {(peer.Services.Count == 0 ? "nothing" : string.Join(", ", peer.Services))}.";
    }
}
