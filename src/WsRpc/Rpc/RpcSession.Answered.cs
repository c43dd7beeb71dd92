using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// The peer's answers to calls of ours.
internal sealed partial class RpcSession
{
    private void OnAnswer(ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope)
    {
        var call = envelope.Id.Kind == JsonRpcIdKind.Integer ? _outgoingCalls.Take(envelope.Id.Integer) : null;
        if (call is null)
        {
            OnUnmatched(message.Span, envelope);
            return;
        }

        var failure = envelope.Kind == JsonRpcMessageKind.Error ? ReadError(call, message, envelope)
            : _blobs is not null && TakeOctets(call) is { } refusal ? refusal
            : ReadResult(call, envelope.Result.Of(message.Span));
        EnterUserCode();
        if (failure is null)
        {
            call.Complete();
        }
        else
        {
            call.Fail(failure);
        }
    }

    /// <summary>Has the call read its result; why it cannot, otherwise.</summary>
    public Exception? ReadResult(PendingCall call, ReadOnlySpan<byte> result)
    {
        try
        {
            if (result is [(byte)'{', ..] && TakesOctets && OpenStreamOf(call, result) is { } refusal)
            {
                return refusal;
            }

            call.ReadResult(result, this);
            return null;
        }
        catch (RpcException exception)
        {
            return exception;
        }
        catch (Exception exception)
        {
            return new RpcSerializationException($"{call.Method}: the result cannot be read: {exception.Message}", exception)
            {
                Method = call.Method,
                ConnectionId = Connection.Id,
            };
        }
    }

    private Exception ReadError(PendingCall call, ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope) =>
        ReadError(call, envelope.ErrorCode, envelope.GetErrorMessage(message.Span), envelope.ErrorData.Of(message.Span));

    private Exception ReadError(PendingCall call, int code, string text, ReadOnlySpan<byte> dataJson)
    {
        JsonElement? data = null;
        if (!dataJson.IsEmpty)
        {
            var reader = new Utf8JsonReader(dataJson, new JsonReaderOptions { MaxDepth = Settings.Limits.MaxJsonDepth });
            data = JsonElement.ParseValue(ref reader);
        }

        return ReadFault(call, code, text, data) ?? RpcFailures.ToException(call, code, text, data, Connection.Id, Peer);
    }

    /// <summary>Nobody takes the answer: what its result refers to is let go.</summary>
    public void LetGoOf(ReadOnlySpan<byte> result)
    {
        CancelStreamOf(result);
        ReleaseObjectOf(result);
    }

    private void OnUnmatched(ReadOnlySpan<byte> message, in JsonRpcEnvelope envelope)
    {
        RpcCounters.Count(ref Counters.UnmatchedResponsesCount);
        LetGoOf(envelope.Result.Of(message));
        if (envelope.Kind == JsonRpcMessageKind.Error && envelope.Id.Kind == JsonRpcIdKind.Null)
        {
            var text = envelope.GetErrorMessage(message);
            OnBatchRefused(envelope.ErrorCode, text);
            Log.PeerCouldNotRead(Settings.Logger, Connection.Id, envelope.ErrorCode, text);
        }
    }
}
