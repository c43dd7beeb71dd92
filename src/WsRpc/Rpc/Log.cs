using System.Net;
using Microsoft.Extensions.Logging;

namespace WsRpc;

/// <summary>Everything that is logged about calls and connections, with stable event ids.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId} opened: {Peer}, subprotocol {Subprotocol}.")]
    public static partial void Opened(ILogger logger, string connectionId, string peer, string subprotocol);

    [LoggerMessage(2, LogLevel.Debug, "Connection {ConnectionId} {Closed}.")]
    public static partial void Closed(ILogger logger, string connectionId, RpcClosed closed);

    [LoggerMessage(3, LogLevel.Warning, "Connection {ConnectionId}: {Method} failed.")]
    public static partial void ServiceFailed(ILogger logger, Exception exception, string connectionId, string method);

    [LoggerMessage(4, LogLevel.Information, "Connection {ConnectionId}: a call refused: {Problem}")]
    public static partial void CallRefused(ILogger logger, string connectionId, string problem);

    [LoggerMessage(5, LogLevel.Information, "Connection {ConnectionId}: an invalid message: {Problem}.")]
    public static partial void InvalidMessage(ILogger logger, string connectionId, string problem);

    [LoggerMessage(6, LogLevel.Warning, "Connection {ConnectionId}: the peer could not read a message of ours: error {Code}: {Message}")]
    public static partial void PeerCouldNotRead(ILogger logger, string connectionId, int code, string message);

    [LoggerMessage(7, LogLevel.Warning, "Connection {ConnectionId}: what a service registered for the cancellation of a call has failed.")]
    public static partial void CancellationCallbackFailed(ILogger logger, Exception exception, string connectionId);

    [LoggerMessage(8, LogLevel.Warning, "Connection {ConnectionId}: {Service} calls back {Callback}; no AddService<{Callback}> on this connection.")]
    public static partial void CallbackNotServed(ILogger logger, string connectionId, string service, string callback);

    [LoggerMessage(9, LogLevel.Warning, "Connection {ConnectionId}: disposing {Service} has failed.")]
    public static partial void DisposeFailed(ILogger logger, Exception exception, string connectionId, string service);

    [LoggerMessage(10, LogLevel.Debug, "{Peer} was refused with {StatusCode}: {Reason}")]
    public static partial void HandshakeRefused(ILogger logger, EndPoint? peer, int statusCode, string reason);

    [LoggerMessage(11, LogLevel.Error, "Opening a connection has failed.")]
    public static partial void OpeningFailed(ILogger logger, Exception exception);

    [LoggerMessage(12, LogLevel.Error, "Accepting connections has failed; trying again.")]
    public static partial void AcceptFailed(ILogger logger, Exception exception);

    [LoggerMessage(13, LogLevel.Information, "Listening on {Address}.")]
    public static partial void Listening(ILogger logger, EndPoint address);

    [LoggerMessage(14, LogLevel.Critical, "Connection {ConnectionId}: internal error; the connection is closed.")]
    public static partial void InternalError(ILogger logger, Exception exception, string connectionId);

    [LoggerMessage(15, LogLevel.Warning, "Connection {ConnectionId}: the data of an error was not sent: its document is disposed.")]
    public static partial void ErrorDataDropped(ILogger logger, Exception exception, string connectionId);

    [LoggerMessage(16, LogLevel.Warning, "Connection {ConnectionId}: {Method} threw a fault that it does not declare: [WsFault<{Fault}>(code)] is missing.")]
    public static partial void FaultNotDeclared(ILogger logger, Exception exception, string connectionId, string method, string fault);

    [LoggerMessage(17, LogLevel.Warning, "Connection {ConnectionId}: the data of error {Code} of {Method} is not that of the fault it declares.")]
    public static partial void FaultNotRead(ILogger logger, Exception exception, string connectionId, string method, int code);

    [LoggerMessage(18, LogLevel.Warning, "Connection {ConnectionId}: a report of progress of {Method} cannot be read.")]
    public static partial void ProgressNotRead(ILogger logger, Exception exception, string connectionId, string method);

    [LoggerMessage(19, LogLevel.Error, "Connection {ConnectionId}: the IProgress of {Method} has failed.")]
    public static partial void ProgressFailed(ILogger logger, Exception exception, string connectionId, string method);

    [LoggerMessage(40, LogLevel.Warning, "Connection {ConnectionId}: {Problem}; attempt {Attempt} to connect follows in {Delay}.")]
    public static partial void Reconnecting(ILogger logger, string connectionId, string problem, int attempt, TimeSpan delay);

    [LoggerMessage(41, LogLevel.Information, "Connection {ConnectionId} is open again after attempt {Attempt}.")]
    public static partial void Reconnected(ILogger logger, string connectionId, int attempt);

    [LoggerMessage(42, LogLevel.Warning, "Connection {ConnectionId}: what the application does about its state has failed.")]
    public static partial void StateHandlerFailed(ILogger logger, Exception exception, string connectionId);

    [LoggerMessage(50, LogLevel.Warning, "Connection {ConnectionId}: a handler of {Event} has failed.")]
    public static partial void EventHandlerFailed(ILogger logger, Exception exception, string connectionId, string @event);

    [LoggerMessage(51, LogLevel.Warning, "Connection {ConnectionId}: the subscription to {Event} has failed.")]
    public static partial void SubscriptionFailed(ILogger logger, Exception exception, string connectionId, string @event);

    [LoggerMessage(52, LogLevel.Warning, "Connection {ConnectionId}: events were dropped, their handlers are too slow: MaxWaitingEventBytes = {MaxWaitingEventBytes} is reached.")]
    public static partial void EventsDropped(ILogger logger, string connectionId, int maxWaitingEventBytes);

    [LoggerMessage(53, LogLevel.Warning, "{Event} was raised, but what it tells cannot be written; nobody was told.")]
    public static partial void EventNotWritten(ILogger logger, Exception exception, string @event);

    [LoggerMessage(54, LogLevel.Information, "Connection {ConnectionId}: {Method} was not sent.")]
    public static partial void NotificationNotSent(ILogger logger, Exception exception, string connectionId, string method);

    [LoggerMessage(55, LogLevel.Warning, "A handler of changes in who is there has failed.")]
    public static partial void PresenceHandlerFailed(ILogger logger, Exception exception);

    [LoggerMessage(60, LogLevel.Warning, "Connection {ConnectionId}: a stream of {Method} has failed, and ends half-way.")]
    public static partial void StreamFailed(ILogger logger, Exception exception, string connectionId, string method);

    [LoggerMessage(20, LogLevel.Error, "{Peer}: Authenticate has failed; the client was refused with 500.")]
    public static partial void AuthenticateFailed(ILogger logger, Exception exception, EndPoint? peer);

    [LoggerMessage(21, LogLevel.Information, "Connection {ConnectionId}: OnConnected refused it: {Reason}")]
    public static partial void ConnectionRefused(ILogger logger, string connectionId, string reason);

    [LoggerMessage(22, LogLevel.Error, "Connection {ConnectionId}: OnDisconnected has failed.")]
    public static partial void DisconnectedFailed(ILogger logger, Exception exception, string connectionId);

    [LoggerMessage(23, LogLevel.Debug, "{Peer} took too long for the opening handshake.")]
    public static partial void OpeningTooSlow(ILogger logger, EndPoint? peer);
}
