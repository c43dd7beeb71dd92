using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// What the peer says of streams. What it says of one that has ended, or never was, means nothing.
internal sealed partial class RpcSession
{
    private static readonly RpcMethod NextMethod = new("$/enumerator/next", "token");
    private static readonly RpcMethod AbortMethod = new("$/enumerator/abort", "token");

    /// <returns>False when the message is none of streams.</returns>
    private bool OnStreamMessage(ReadOnlySpan<byte> method, ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope)
    {
        if (method.SequenceEqual("$/enumerator/next"u8) || method.SequenceEqual("$/enumerator/abort"u8))
        {
            OnEnumerator(isNext: method.EndsWith("next"u8), message, envelope);
            return true;
        }

        if (!PushesStreams || !method.StartsWith("$/stream/"u8))
        {
            return false;
        }

        var what = method["$/stream/".Length..];
        var isKnown = what.SequenceEqual("items"u8) || what.SequenceEqual("credit"u8) || what.SequenceEqual("end"u8) || what.SequenceEqual("cancel"u8);
        if (!isKnown)
        {
            return false;
        }

        Acknowledge(envelope);
        var parameters = envelope.Params.Of(message.Span);
        if (!JsonRpcStreamMessage.TryRead(parameters, out var stream))
        {
            CountInvalid($"malformed {NameOf(method)}");
            return true;
        }

        switch (what[0])
        {
            case (byte)'i':
                OnItems(stream, parameters);
                break;
            case (byte)'e':
                OnStreamEnd(stream, parameters);
                break;
            case (byte)'c' when what[1] == (byte)'r':
                OnCredit(stream);
                break;
            default:
                OnStreamCancel(stream);
                break;
        }

        return true;
    }

    private void OnItems(in JsonRpcStreamMessage message, ReadOnlySpan<byte> parameters)
    {
        if (!message.Items.IsEmpty && _incomingStreams is { } streams && streams.TryFind(message.Stream, out var stream) && !stream.TryAccept(message.Items.Of(parameters)))
        {
            GiveUp(WebSocketCloseCode.PolicyViolation, $"more items of the stream {message.Stream} than were granted");
        }
    }

    private void OnStreamEnd(in JsonRpcStreamMessage message, ReadOnlySpan<byte> parameters)
    {
        if (_incomingStreams is { } streams && streams.TryTake(message.Stream, out var stream))
        {
            stream.Finish(message.IsError ? ReadStreamError(stream.Origin, message, parameters) : null);
        }
    }

    private void OnCredit(in JsonRpcStreamMessage message)
    {
        if (message.Credit > 0 && _outgoingStreams is { } streams && streams.TryFind(message.Stream, out var stream))
        {
            stream.Grant(message.Credit);
        }
    }

    private void OnStreamCancel(in JsonRpcStreamMessage message)
    {
        if (_outgoingStreams is { } streams && streams.TryFind(message.Stream, out var stream))
        {
            EnterUserCode();
            stream.Cancel();
        }
    }

    // The peer does not want what a call has resulted in, and does not know yet that it has.
    private void CancelResult(in JsonRpcId call)
    {
        if (_outgoingStreams is { } streams && streams.TryFind(call, out var stream))
        {
            EnterUserCode();
            stream.Cancel();
        }
    }

    // A failure as the answer to a call would have told it.
    private Exception ReadStreamError(StreamOrigin origin, in JsonRpcStreamMessage message, ReadOnlySpan<byte> parameters)
    {
        var call = new RawResultCall();
        call.Begin(origin.Method, this, origin.Cancellation, default, origin.Faults);
        return ReadError(call, message.ErrorCode, message.GetErrorMessage(parameters), message.ErrorData.Of(parameters));
    }

    // A call of the protocol's own: counted and cancelled like others, and no business of interceptors.
    private void OnEnumerator(bool isNext, ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope)
    {
        if (!IncomingCalls.TryBegin(out var call))
        {
            Refuse(envelope.Id, JsonRpcErrorCode.LimitReached, $"{(isNext ? NextMethod : AbortMethod).Name} was refused: {nameof(RpcLimits.MaxCallsInFlight)} = {Settings.Limits.MaxCallsInFlight} is reached.");
            return;
        }

        call.Begin(this, message, envelope, _batch);
        try
        {
            if (isNext)
            {
                ServeNext(call);
            }
            else
            {
                ServeAbort(call);
            }
        }
        catch (Exception exception)
        {
            call.Fail(exception);
        }
    }

    private void ServeNext(IncomingCall call)
    {
        var arguments = call.Arguments(NextMethod);
        var token = arguments.Read<long>();
        if (!arguments.End())
        {
            return;
        }

        if (_outgoingStreams is { } streams && streams.TryFind(token, out var stream) && stream is AskedStream asked)
        {
            call.OutliveDelivery();
            _ = AnswerNextAsync(call, asked);
        }
        else
        {
            call.Fail(AskedStream.NoSuchStream());
        }
    }

    private async Task AnswerNextAsync(IncomingCall call, AskedStream stream)
    {
        try
        {
            call.Succeed(await stream.NextAsync(call.Cancellation).ConfigureAwait(false));
        }
        catch (OperationCanceledException exception) when (call.Ending != CallEnding.None)
        {
            call.Fail(exception);
        }
        catch (Exception exception)
        {
            // As the call that results in the stream would have failed.
            var (code, text, data) = Translate(exception, stream.Method, stream.Contract, stream.IsCancelled ? CallEnding.Cancelled : CallEnding.None);
            if (IsFailure(exception, code))
            {
                Log.ServiceFailed(Settings.Logger, exception, Connection.Id, stream.Method);
            }

            call.Fail(new RpcErrorException(code, text, data));
        }
    }

    private void ServeAbort(IncomingCall call)
    {
        var arguments = call.Arguments(AbortMethod);
        var token = arguments.Read<long>();
        if (!arguments.End())
        {
            return;
        }

        if (_outgoingStreams is { } streams && streams.TryFind(token, out var stream))
        {
            stream.Cancel();
        }

        call.Reply(default(ValueTask));
    }
}
