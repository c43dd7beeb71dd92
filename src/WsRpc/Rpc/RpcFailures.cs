using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>Exceptions to error answers, and back.</summary>
internal static class RpcFailures
{
    /// <summary>What the peer is told of a service's exception. Details only on request: messages may hold what is none of its business.</summary>
    public static (int Code, string Message, JsonElement? Data) ToError(Exception exception, string method, bool cancelled, bool details) => exception switch
    {
        RpcErrorException error => (error.Code, error.Message, error.ErrorData),
        OperationCanceledException when cancelled => (JsonRpcErrorCode.RequestCancelled, "The call was cancelled.", null),
        // One with a method comes from a call that the service made itself, and is its failure like any other.
        RpcSerializationException { Method: null } serialization => (JsonRpcErrorCode.SerializationFailed, details ? $"{method}: {serialization.Message}" : $"{method}: the result cannot be written.", null),
        _ => (JsonRpcErrorCode.InvocationFailed, details ? exception.Message : $"{method} failed.", null),
    };

    /// <summary>What the caller is told of the peer's error answer.</summary>
    public static Exception ToException(PendingCall call, int code, string message, JsonElement? data, string connectionId, JsonRpcHello? peer)
    {
        var method = call.Method;
        return code switch
        {
            JsonRpcErrorCode.MethodNotFound => new RpcMethodNotFoundException(message + Served(peer)) { Method = method, ConnectionId = connectionId },
            JsonRpcErrorCode.InvalidParams => new RpcInvalidParamsException(message, data) { Method = method, ConnectionId = connectionId },
            JsonRpcErrorCode.RequestCancelled when call.CancellationToken.IsCancellationRequested => new OperationCanceledException(message, call.CancellationToken),
            JsonRpcErrorCode.RequestCancelled => new RpcCanceledByPeerException(message) { Method = method, ConnectionId = connectionId },
            _ => new RpcErrorException(code, message, data) { Method = method, ConnectionId = connectionId },
        };
    }

    public static Exception NotSent(string method, string connectionId, RpcClosed? closed) =>
        new RpcConnectionClosedException($"{method}: the connection is {closed?.ToString() ?? "closing"}.", mayHaveRun: false, closed?.Exception)
        {
            Method = method,
            ConnectionId = connectionId,
        };

    public static Exception NotAnswered(PendingCall call, string connectionId, RpcClosed closed)
    {
        var method = call.Method;
        if (!call.IsSent)
        {
            return NotSent(method, connectionId, closed);
        }

        return closed.InitiatedByPeer || closed.Exception is not null
            ? new RpcConnectionLostException($"{method}: the connection was {closed} before the answer came.", closed.Exception) { Method = method, ConnectionId = connectionId }
            : new RpcConnectionClosedException($"{method}: this end {closed} before the answer came.", mayHaveRun: true) { Method = method, ConnectionId = connectionId };
    }

    public static Exception LimitReached(string method, string connectionId, string limit, long value) =>
        new RpcLimitException($"{method} was not sent: {limit} = {value} is reached.", limit, value) { Method = method, ConnectionId = connectionId };

    private static string Served(JsonRpcHello? peer) => peer is null
        ? ""
        : $"; the peer serves: {(peer.Services.Count == 0 ? "nothing" : string.Join(", ", peer.Services))}";
}
