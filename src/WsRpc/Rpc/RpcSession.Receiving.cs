using System.Text;
using WsRpc.Protocol.JsonRpc;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// What comes in. Runs on the thread that received, one message at a time, until user code is entered.
internal sealed partial class RpcSession
{
    // So many in a row are no accident, and each costs us more than the peer.
    private const int MaxInvalidMessagesInARow = 100;

    // A name in an error message is for people.
    private const int MaxNameBytesInMessage = 128;

    private int _invalidInARow;
    private volatile bool _hasGivenUp;

    public void OnMessage(ReadOnlyMemory<byte> message, bool isUtf8)
    {
        if (Instruments.BytesReceived.Enabled)
        {
            Instruments.BytesReceived.Add(message.Length);
        }

        if (!isUtf8 && IsBlob(message.Span))
        {
            OnBlob(message.Span);
        }
        else
        {
            Receive(message, isUtf8, batch: null);
        }
    }

    private void Receive(ReadOnlyMemory<byte> message, bool isUtf8, IncomingBatch? batch)
    {
        // What comes behind a breach of the rules is not worked off: the peer is told to go.
        if (_hasGivenUp)
        {
            return;
        }

        try
        {
            _batch = batch;
            _blobs?.BeginMessage();
            Read(message, isUtf8);
        }
        catch (Exception exception)
        {
            // A mistake of ours, since services' exceptions are answered: better no connection than one in an unknown state.
            GiveUp(WebSocketCloseCode.InternalError, "internal error");
            Log.InternalError(Settings.Logger, exception, Connection.Id);
        }
    }

    private void Read(ReadOnlyMemory<byte> message, bool isUtf8)
    {
        var kind = JsonRpcReader.Read(message, Settings.Limits.MaxJsonDepth, isUtf8, out var envelope);
        if (_batch?.OnElement(envelope) == false)
        {
            return;
        }

        switch (kind)
        {
            case JsonRpcMessageKind.Request when IncomingCalls.IsInFlight(envelope.Id):
                GiveUp(WebSocketCloseCode.PolicyViolation, $"the request id {Shortened(envelope.Id)} is in flight already");
                break;
            case JsonRpcMessageKind.Request:
            case JsonRpcMessageKind.Notification:
                _invalidInARow = 0;
                _batch?.Hold(envelope);
                OnCall(message, envelope);
                break;
            case JsonRpcMessageKind.Result:
            case JsonRpcMessageKind.Error:
                _invalidInARow = 0;
                OnAnswer(message, envelope);
                break;
            case JsonRpcMessageKind.Batch:
                OnBatch(message);
                break;
            case JsonRpcMessageKind.Malformed:
                OnInvalid(JsonRpcErrorCode.ParseError, JsonRpcId.Null, envelope.Problem!);
                break;
            default:
                OnInvalidMessage(envelope);
                break;
        }
    }

    public void EnterUserCode() => _transport.EnterUserCode();

    /// <summary>Fires a token that services have registered on: foreign code.</summary>
    public void Cancel(CancellationTokenSource cancellation)
    {
        try
        {
            cancellation.Cancel();
        }
        catch (AggregateException exception)
        {
            Log.CancellationCallbackFailed(Settings.Logger, exception, Connection.Id);
        }
    }

    private void OnReserved(ReadOnlySpan<byte> method, ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope)
    {
        if (method.StartsWith("$/invokeProxy/"u8))
        {
            OnObjectCall(method, message, envelope);
        }
        else if (method.SequenceEqual("$/releaseMarshaledObject"u8))
        {
            OnRelease(envelope.Params.Of(message.Span));
            Acknowledge(envelope);
        }
        else if (method.SequenceEqual("$/cancelRequest"u8))
        {
            OnCancelRequest(message, envelope);
        }
        else if (method.SequenceEqual("$/progress"u8))
        {
            Acknowledge(envelope);
            OnProgress(envelope.Params.Of(message.Span));
        }
        else if (IsAboutBlob(method))
        {
            Acknowledge(envelope);
            OnAboutBlob(method, envelope.Params.Of(message.Span));
        }
        else if (method.SequenceEqual("$/hello"u8))
        {
            OnHello(envelope.Params.Of(message.Span));
            Acknowledge(envelope);
            TellAllEventsUnlessAsked();
        }
        else if (method.SequenceEqual("$/event/subscribe"u8))
        {
            OnSubscription(method, message, envelope, isWanted: true);
        }
        else if (method.SequenceEqual("$/event/unsubscribe"u8))
        {
            OnSubscription(method, message, envelope, isWanted: false);
        }
        else if (!OnStreamMessage(method, message, envelope))
        {
            Refuse(envelope.Id, JsonRpcErrorCode.MethodNotFound, $"{NameOf(method)}: no such method.");
        }
    }

    private void OnCancelRequest(ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope)
    {
        Acknowledge(envelope);
        if (!JsonRpcCancelRequest.TryReadId(envelope.Params.Of(message), out var id))
        {
            return;
        }

        if (!IncomingCalls.TryFind(id, out var cancellation))
        {
            CancelResult(id);
        }
        else
        {
            EnterUserCode();
            Cancel(cancellation);
        }
    }

    // These are notifications; who sends them as requests waits all the same.
    private void Acknowledge(in JsonRpcEnvelope envelope)
    {
        if (envelope.Kind == JsonRpcMessageKind.Request)
        {
            SendResult(envelope.Id, _batch, "", "null"u8);
        }
    }

    private void OnHello(ReadOnlySpan<byte> parameters)
    {
        if (!_extended || Peer is not null)
        {
            return;
        }

        if (JsonRpcHello.TryRead(parameters, out var hello))
        {
            OnHello(hello!);
        }
        else
        {
            GiveUp(WebSocketCloseCode.ProtocolError, "malformed $/hello");
        }
    }

    internal void OnHello(JsonRpcHello hello)
    {
        TellsTimeouts = hello.Capabilities.Contains(TimeoutCapability);
        TellsEvents = hello.Capabilities.Contains(EventsCapability);
        PushesStreams = hello.Capabilities.Contains(StreamsCapability);
        TellsParents = hello.Capabilities.Contains(ParentCapability);
        TakesOctets = hello.Capabilities.Contains(BinaryCapability);

        // Whoever sees the hello sees what it has said.
        Interlocked.MemoryBarrier();
        Peer = hello;
        Volatile.Read(ref _blobs)?.Greet();
        _outgoingCalls.PeerCapacity = hello.MaxCallsInFlight ?? int.MaxValue;
        Connection.OnHello();
    }

    private void OnInvalidMessage(in JsonRpcEnvelope envelope)
    {
        if (envelope.InvalidResponseId.Kind == JsonRpcIdKind.Absent)
        {
            OnInvalid(JsonRpcErrorCode.InvalidRequest, envelope.Id, envelope.Problem!);
            return;
        }

        // A broken answer is not answered, or two peers could complain about each other's complaints for ever; its call ends.
        CountInvalid(envelope.Problem!);
        if (envelope.InvalidResponseId.Kind == JsonRpcIdKind.Integer && _outgoingCalls.Take(envelope.InvalidResponseId.Integer) is { } call)
        {
            EnterUserCode();
            call.Fail(new RpcSerializationException($"{call.Method}: the answer is invalid: {envelope.Problem}") { Method = call.Method, ConnectionId = Connection.Id });
        }
    }

    private void OnInvalid(int code, in JsonRpcId id, string problem)
    {
        if (_invalidInARow < MaxInvalidMessagesInARow)
        {
            // Under an id in flight its caller expects the answer to another call.
            SendError(IncomingCalls.IsInFlight(id) ? JsonRpcId.Null : id, _batch, code, problem, null);
        }

        CountInvalid(problem);
    }

    private void CountInvalid(string problem)
    {
        RpcCounters.Count(ref Counters.InvalidMessagesCount);
        if (++_invalidInARow > MaxInvalidMessagesInARow)
        {
            GiveUp(WebSocketCloseCode.PolicyViolation, $"more than {MaxInvalidMessagesInARow} invalid messages in a row");
        }

        Log.InvalidMessage(Settings.Logger, Connection.Id, problem);
    }

    private void GiveUp(int code, string reason)
    {
        _hasGivenUp = true;
        _ = _transport.CloseAsync(code, reason, CancellationToken.None);
    }

    private static string NameOf(ReadOnlySpan<byte> method) => method.Length <= MaxNameBytesInMessage
        ? Encoding.UTF8.GetString(method)
        : $"{Encoding.UTF8.GetString(method[..MaxNameBytesInMessage])}…";
}
