using System.Buffers;
using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// What goes back to the peer. From any thread; where the connection is gone there is nobody to tell.
internal sealed partial class RpcSession
{
    public void SendResult(in JsonRpcId id, ReadOnlySpan<byte> result)
    {
        if (!_transport.TryBeginMessage(out var message))
        {
            return;
        }

        JsonRpcWriter.WriteResultStart(message, id);
        message.Write(result);
        JsonRpcWriter.WriteEnd(message);
        _transport.EndMessage();
    }

    /// <summary>Tells the peer that its call has failed, and the log why.</summary>
    public void AnswerFailure(in JsonRpcId id, bool isNotification, string method, bool isCancelled, Exception exception)
    {
        var (code, text, data) = RpcFailures.ToError(exception, method, isCancelled, Settings.SendExceptionDetails);
        if (code == JsonRpcErrorCode.InvalidParams)
        {
            Log.CallRefused(Settings.Logger, Connection.Id, text);
        }
        else if (exception is not RpcErrorException && code != JsonRpcErrorCode.RequestCancelled)
        {
            Log.ServiceFailed(Settings.Logger, exception, Connection.Id, method);
        }

        if (!isNotification)
        {
            SendError(id, code, text, data);
        }
    }

    private void Refuse(in JsonRpcEnvelope envelope, int code, string text)
    {
        Log.CallRefused(Settings.Logger, Connection.Id, text);
        if (envelope.Kind == JsonRpcMessageKind.Request)
        {
            SendError(envelope.Id, code, text, null);
        }
    }

    private void SendError(in JsonRpcId id, int code, string text, JsonElement? data)
    {
        var dataJson = data is { } value ? Write(value) : [];
        if (!_transport.TryBeginMessage(out var message))
        {
            return;
        }

        JsonRpcWriter.WriteError(message, id, code, text, dataJson);
        _transport.EndMessage();
    }

    private byte[] Write(JsonElement data)
    {
        try
        {
            return data.ValueKind == JsonValueKind.Undefined ? [] : JsonSerializer.SerializeToUtf8Bytes(data, Settings.Json.TypeInfo<JsonElement>());
        }
        catch (ObjectDisposedException exception)
        {
            // The service has disposed the document its data came from: the error goes without.
            Log.ErrorDataDropped(Settings.Logger, exception, Connection.Id);
            return [];
        }
    }
}
