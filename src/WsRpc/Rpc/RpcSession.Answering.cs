using System.Buffers;
using System.Text.Json;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// What goes back to the peer. From any thread; where the connection is gone there is nobody to tell.
internal sealed partial class RpcSession
{
    // An error of that size is sent to whomever.
    private const int SmallErrorLength = 256;

    public void SendResult(in JsonRpcId id, IncomingBatch? batch, string method, ReadOnlySpan<byte> result, SentOctets? octets = null)
    {
        try
        {
            if (!(batch?.TryAddResult(id, result) ?? TrySendResult(id, result, octets)))
            {
                SendError(id, batch, JsonRpcErrorCode.SerializationFailed, $"{method}: the result is larger than the caller reads (MaxMessageBytes = {MaxPeerMessageBytes}).", null);
            }
        }
        catch (Exception exception)
        {
            Abort(exception);
        }
    }

    /// <summary>Tells the peer that its call has failed, and the log why.</summary>
    /// <returns>What the peer was told; null when that cannot be said.</returns>
    public (int Code, string Text)? AnswerFailure(in JsonRpcId id, IncomingBatch? batch, string name, RpcMethod? method, CallEnding ending, Exception exception)
    {
        try
        {
            return TellFailure(id, batch, name, method, ending, exception);
        }
        catch (Exception failure)
        {
            Abort(failure);
            return null;
        }
    }

    private (int Code, string Text) TellFailure(in JsonRpcId id, IncomingBatch? batch, string name, RpcMethod? method, CallEnding ending, Exception exception)
    {
        var (code, text, data) = Translate(exception, name, method, ending);
        if (id.Kind != JsonRpcIdKind.Absent)
        {
            SendError(id, batch, code, text, data);
        }

        if (code == JsonRpcErrorCode.InvalidParams)
        {
            Log.CallRefused(Settings.Logger, Connection.Id, text);
        }
        else if (IsFailure(exception, code))
        {
            Log.ServiceFailed(Settings.Logger, exception, Connection.Id, name);
        }

        return (code, text);
    }

    // A mistake of ours: the caller must not wait for ever.
    public void Abort(Exception exception)
    {
        _transport.Abort();
        Log.InternalError(Settings.Logger, exception, Connection.Id);
    }

    private void Refuse(in JsonRpcId id, int code, string text)
    {
        if (id.Kind != JsonRpcIdKind.Absent)
        {
            SendError(id, _batch, code, text, null);
        }

        Log.CallRefused(Settings.Logger, Connection.Id, text);
    }

    private bool TrySendResult(in JsonRpcId id, ReadOnlySpan<byte> result, SentOctets? octets)
    {
        if (octets?.LargestMessage > MaxPeerMessageBytes)
        {
            return false;
        }

        using var message = BeginMessage(octets);
        if (!message.IsOpen)
        {
            return true;
        }

        JsonRpcWriter.WriteResultStart(message.Output, id);
        message.Output.Write(result);
        JsonRpcWriter.WriteEnd(message.Output);
        var length = message.Length;
        if (length > MaxPeerMessageBytes)
        {
            return false;
        }

        message.Send();
        if (Instruments.BytesSent.Enabled)
        {
            Instruments.BytesSent.Add(length);
        }

        return true;
    }

    private void SendError(in JsonRpcId id, IncomingBatch? batch, int code, string wholeText, JsonElement? data)
    {
        var (text, dataJson) = Fitting(wholeText, data);
        if (batch is not null)
        {
            batch.AddError(id, code, text, dataJson);
            return;
        }

        using var message = _transport.BeginMessage();
        if (!message.IsOpen)
        {
            return;
        }

        JsonRpcWriter.WriteError(message.Output, id, code, text, dataJson);
        message.Send();
    }

    // An error that the caller does not read would end the connection: then without what makes it large.
    private (string Text, byte[] DataJson) Fitting(string text, JsonElement? data)
    {
        var dataJson = data is { } value ? Write(value) : [];

        // Half, since escaping makes it larger.
        var length = text.Length + dataJson.Length;
        return length > SmallErrorLength && length > MaxPeerMessageBytes / 2
            ? (text[..Math.Min(text.Length, SmallErrorLength)], [])
            : (text, dataJson);
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
