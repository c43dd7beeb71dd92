using System.Text.Json;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// Errors that carry more than a code and a text: declared faults, and exceptions where details are wanted.
internal sealed partial class RpcSession
{
    /// <summary>The fault that an error is by what its method declares; null where it is none, or its data is another.</summary>
    private RpcErrorException? ReadFault(PendingCall call, int code, string message, JsonElement? data)
    {
        if (data is not { } detail || call.Faults is not { } faults || faults.Find(code) is not { } fault)
        {
            return null;
        }

        try
        {
            return fault.Read(message, detail, call.Method, Connection.Id, Settings.JsonFor(faults.JsonContext).Options);
        }
        catch (Exception exception)
        {
            Log.FaultNotRead(Settings.Logger, exception, Connection.Id, call.Method, code);
            return null;
        }
    }

    /// <summary>What the peer is told of a service's exception. The exception's own code runs here, and may fail as well: then it tells nothing.</summary>
    private (int Code, string Message, JsonElement? Data) Translate(Exception exception, string name, RpcMethod? method, CallEnding ending)
    {
        try
        {
            var error = exception is RpcFaultException { Method: null } fault
                ? ToError(fault, name, method)
                : RpcFailures.ToError(exception, name, ending, Settings.SendExceptionDetails);
            return Settings.SendExceptionDetails && IsFailure(exception, error.Code) ? error with { Data = Describe(exception) } : error;
        }
        catch (Exception unreadable)
        {
            Log.ServiceFailed(Settings.Logger, unreadable, Connection.Id, name);
            return (JsonRpcErrorCode.InvocationFailed, $"{name} failed.", null);
        }
    }

    // Of the service, and not the answer it meant to give.
    private static bool IsFailure(Exception exception, int code) =>
        exception is not RpcErrorException { Method: null } && code is not (JsonRpcErrorCode.RequestCancelled or JsonRpcErrorCode.DeadlineExceeded);

    /// <summary>What a fault of a service is on the wire. One that its method does not declare tells the peer nothing.</summary>
    private (int Code, string Message, JsonElement? Data) ToError(RpcFaultException exception, string name, RpcMethod? method)
    {
        if (method?.DeclaredFaults is not { } faults || faults.Find(exception.DetailType) is not { } fault)
        {
            Log.FaultNotDeclared(Settings.Logger, exception, Connection.Id, name, exception.DetailType.Name);
            return RpcFailures.Undeclared(exception, name, Settings.SendExceptionDetails);
        }

        try
        {
            return (fault.Code, exception.Message, fault.Write(exception, Settings.JsonFor(faults.JsonContext).Options));
        }
        catch (Exception failure)
        {
            Log.ServiceFailed(Settings.Logger, failure, Connection.Id, name);
            return (JsonRpcErrorCode.SerializationFailed, $"{name}: the fault cannot be written.", null);
        }
    }

    /// <summary>The exception as data, where the peer may know of it (docs/protocol.md, "Errors").</summary>
    private static JsonElement Describe(Exception exception) => WrittenElement.Of(exception, static (writer, told) => RpcRemoteError.Write(writer, told));

    (string ClassName, string Message) IValueExchange.Describe(Exception exception)
    {
        const string Sequence = "The sequence";
        var (code, message, _) = Translate(exception, Sequence, null, CallEnding.None);
        if (IsFailure(exception, code))
        {
            Log.ServiceFailed(Settings.Logger, exception, Connection.Id, Sequence);
        }

        return ((Settings.SendExceptionDetails ? exception.GetType() : typeof(Exception)).FullName!, message);
    }
}
