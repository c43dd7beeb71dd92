using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using WsRpc.Protocol.JsonRpc;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// Streams of octets, both ways: their parts and the messages about them.
internal sealed partial class RpcSession
{
    /// <summary>Where a stream of the peer is referred to, opens it. Nothing of it comes before it is read.</summary>
    /// <returns>Why that cannot be; null when it is open.</returns>
    public Exception? TryOpen(in JsonRpcBlobReference reference, string method, out ReceivedStream stream)
    {
        stream = new ReceivedStream(this, reference, method);
        if (!TakesOctets)
        {
            return new RpcInvalidParamsException($"{method}: this connection has no streams of octets, only base64");
        }

        switch (Blobs.Received.TryAdd(stream))
        {
            case StreamAdmission.Admitted:
                EndIfClosed();
                return null;
            case StreamAdmission.NumberTaken:
                return new RpcInvalidParamsException($"{method}: stream {reference.Id} is open already");
        }

        SendBlobCancel(reference.Id);
        return new RpcErrorException(JsonRpcErrorCode.LimitReached, $"{method} was refused: {nameof(RpcLimits.MaxBlobs)} = {Settings.Limits.MaxBlobs} is reached.");
    }

    public Exception? TryOpenStream(in JsonRpcBlobReference reference, string method, CallScope scope, out Stream? stream)
    {
        var refusal = TryOpen(reference, method, out var received);
        stream = received;
        if (refusal is null)
        {
            scope.Add(received);
        }

        return refusal;
    }

    /// <summary>Lends a stream to the peer, who may read it from then on.</summary>
    /// <returns>False when there are too many.</returns>
    public bool TryLend(Stream source, string method, bool isOwned, [NotNullWhen(true)] out SentStream? stream)
    {
        stream = new SentStream(this, source, method, isOwned);
        if (!Blobs.Sent.TryAdd(stream))
        {
            stream = null;
            return false;
        }

        EndIfClosed();
        return true;
    }

    /// <summary>Grants octets.</summary>
    public void SendBlobCredit(long number, int octets) => SendAboutBlob((number, octets), static (output, grant) => JsonRpcBlob.WriteCredit(output, grant.number, grant.octets));

    /// <summary>Wants no more of a stream.</summary>
    public void SendBlobCancel(long number) => SendAboutBlob(number, JsonRpcBlob.WriteCancel);

    /// <summary>Tells why a stream ends half-way: the log all of it, the peer what it may know.</summary>
    public void SendBlobEnd(long number, string method, Exception exception)
    {
        Log.StreamFailed(Settings.Logger, exception, Connection.Id, method);
        var text = Settings.SendExceptionDetails ? exception.Message : $"{method}: the stream failed.";
        SendAboutBlob((number, text: text[..Math.Min(text.Length, SmallErrorLength)]), static (output, end) => JsonRpcBlob.WriteEnd(output, end.number, JsonRpcErrorCode.InvocationFailed, end.text));
    }

    /// <summary>Sends a part, the last one if it is empty.</summary>
    public void SendBlobPart(long number, ReadOnlySpan<byte> octets)
    {
        using var message = _transport.BeginMessage(isBinary: true);
        if (message.IsOpen)
        {
            JsonRpcBlob.WriteHeader(message.Output, octets.IsEmpty ? JsonRpcBlobKind.LastPart : JsonRpcBlobKind.Part, number);
            message.Output.Write(octets);
            CountSent(message.Length);
            message.Send();
        }
    }

    private void SendAboutBlob<T>(T state, Action<IBufferWriter<byte>, T> write)
    {
        try
        {
            using var message = _transport.BeginMessage();
            if (message.IsOpen)
            {
                write(message.Output, state);
                message.Send();
            }
        }
        catch (Exception exception)
        {
            Abort(exception);
        }
    }

    private void OnPart(JsonRpcBlobKind kind, long number, ReadOnlySpan<byte> octets)
    {
        // What comes for one that has ended was under way.
        if (_blobs is not null && _blobs.Received.TryFind(number, out var stream) && !stream.TryAccept(kind, octets))
        {
            GiveUp(WebSocketCloseCode.PolicyViolation, $"more octets of stream {number} than were granted");
        }
    }

    private static bool IsAboutBlob(ReadOnlySpan<byte> method) =>
        method.SequenceEqual("$/blob/credit"u8) || method.SequenceEqual("$/blob/cancel"u8) || method.SequenceEqual("$/blob/end"u8);

    private void OnAboutBlob(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters)
    {
        if (_blobs is not { } blobs || !JsonRpcBlob.TryReadParameters(parameters, out var number, out var octets, out var error))
        {
            return;
        }

        if (method.SequenceEqual("$/blob/end"u8))
        {
            if (blobs.Received.TryFind(number, out var received))
            {
                var (code, message) = error ?? (JsonRpcErrorCode.InvocationFailed, "The stream failed.");
                received.Fail(code, message);
            }
        }
        else if (blobs.Sent.TryFind(number, out var sent))
        {
            if (method.SequenceEqual("$/blob/cancel"u8))
            {
                sent.Dispose();
            }
            else
            {
                sent.Grant(octets);
            }
        }
    }

    // The stream that a result stands for; where nobody expects one, it is let go. Returned is why it cannot be opened.
    private RpcException? OpenStreamOf(PendingCall call, ReadOnlySpan<byte> result)
    {
        if (call is RawResultCall)
        {
            return null; // read again for the call that it stands for
        }

        if (!call.ReadsStream || !JsonRpcBlob.TryReadReference(result, out var reference) || !reference.InParts)
        {
            CancelStreamOf(result);
            return null;
        }

        var refusal = TryOpen(reference, call.Method, out var stream);
        call.ReceivedStream = stream;
        return refusal is null ? null
            : refusal is RpcInvalidParamsException ? new RpcSerializationException($"The result cannot be read. {refusal.Message}") { Method = call.Method, ConnectionId = Connection.Id }
            : RpcFailures.ResultDropped(call, Connection.Id, nameof(RpcLimits.MaxBlobs), Settings.Limits.MaxBlobs);
    }

    /// <summary>Nobody reads a result, or not as a stream: the peer need not keep what it refers to.</summary>
    public void CancelStreamOf(ReadOnlySpan<byte> result)
    {
        if (TakesOctets && JsonRpcBlob.TryReadReference(result, out var reference) && reference.InParts)
        {
            SendBlobCancel(reference.Id);
        }
    }

    // With what ends them: either it sees what has been added, or whoever adds sees that the connection has ended.
    private void EndIfClosed()
    {
        Interlocked.MemoryBarrier();
        if (_closed is { } closed)
        {
            EndBlobs(closed);
        }
    }

    private void EndBlobs(RpcClosed closed)
    {
        Interlocked.MemoryBarrier();
        _blobs?.Close(RpcFailures.StreamLost(Connection.Id, closed));
    }
}
