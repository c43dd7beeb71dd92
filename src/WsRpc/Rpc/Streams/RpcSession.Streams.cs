using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// Streams, in both directions (docs/protocol.md, "Streams with credit" and "Streams towards plain peers").
internal sealed partial class RpcSession
{
    private const string StreamsCapability = "streams";

    private IncomingStreams? _incomingStreams;
    private OutgoingStreams? _outgoingStreams;

    /// <summary>Whether both ends have the capability; to others, and from them, items are asked for.</summary>
    public bool PushesStreams { get; private set; }

    /// <summary>The peer's, as far as they are pushed.</summary>
    public IncomingStreams IncomingStreams => _incomingStreams ?? MakeIncomingStreams();

    /// <summary>Those of this end.</summary>
    public OutgoingStreams OutgoingStreams => _outgoingStreams ?? MakeOutgoingStreams();

    public void WriteStream<T>(IBufferWriter<byte> output, string method, IAsyncEnumerable<T> items, JsonTypeInfo<T> type, CallScope scope)
    {
        var stream = Open(method, null, items, type, new CancellationTokenSource());
        scope.Home = this;
        scope.Add(stream);
        stream.WriteReference(output);
        stream.Start(0);
    }

    public IAsyncEnumerable<T> ReadStream<T>(ReadOnlySpan<byte> reference, JsonTypeInfo<T> type, StreamOrigin origin)
    {
        if (!JsonRpcStreamReference.TryRead(reference, out var found) || (found.Stream != 0 && !PushesStreams))
        {
            throw new JsonException("It is no stream.");
        }

        if (found.Stream == 0)
        {
            return new AskingStream<T>(this, origin, type, found.Token.Of(reference), found.Values.Of(reference));
        }

        if (IncomingStreams.IsFull)
        {
            SendStreamCancel(found.Stream);
            throw new RpcLimitException($"{origin.Method}: a stream was refused: {nameof(RpcLimits.MaxStreams)} = {Settings.Limits.MaxStreams} is reached.", nameof(RpcLimits.MaxStreams), Settings.Limits.MaxStreams);
        }

        var stream = new GrantedStream<T>(this, IncomingStreams, found.Stream, origin, type);
        if (!IncomingStreams.TryAdd(found.Stream, stream))
        {
            throw _closed is { } closed ? StreamIsLost(origin.Method, closed) : new JsonException($"The stream {found.Stream} is there already.");
        }

        stream.Watch();
        return stream;
    }

    /// <summary>Nobody reads a result any more that holds what stands for a stream.</summary>
    public void DropStream(ReadOnlySpan<byte> reference)
    {
        if (JsonRpcStreamReference.TryRead(reference, out var found) && found.Stream != 0)
        {
            SendStreamCancel(found.Stream);
        }
        else if (!found.Token.IsEmpty)
        {
            SendStreamAbort(found.Token.Of(reference));
        }
    }

    /// <summary>A stream whose reference is about to be sent.</summary>
    /// <exception cref="RpcErrorException">There are too many.</exception>
    public OutgoingStream Open<T>(string method, RpcMethod? contract, IAsyncEnumerable<T> items, JsonTypeInfo<T> type, CancellationTokenSource cancellation)
    {
        OutgoingStream stream = PushesStreams
            ? new PushedStream<T>(this, method, contract, items, type, cancellation)
            : new AskedStream<T>(this, method, contract, items, type, cancellation);
        return OutgoingStreams.TryAdd(stream) ? stream : throw new RpcErrorException(
            JsonRpcErrorCode.LimitReached, $"{method}: a stream was refused: {nameof(RpcLimits.MaxStreams)} = {Settings.Limits.MaxStreams} is reached.");
    }

    /// <summary>Sends items, in two messages where one would be larger than the peer reads.</summary>
    /// <exception cref="RpcErrorException">One item is.</exception>
    public void SendItems<T>(OutgoingStream stream, StreamItems<T> items)
    {
        if (!TrySendItems(stream, items.Written) && (items.Count == 1 || !TrySendItems(stream, items.AllButLast) || !TrySendItems(stream, items.Last)))
        {
            throw new RpcErrorException(JsonRpcErrorCode.SerializationFailed, $"{stream.Method}: an item is larger than the receiver reads (MaxMessageBytes = {MaxPeerMessageBytes}).");
        }
    }

    /// <summary>Tells the peer that no more items come, and why, where that is a failure; the log as well.</summary>
    public void EndStream(OutgoingStream stream, Exception? failure)
    {
        try
        {
            if (!stream.IsSilent)
            {
                WriteEnd(stream, failure);
            }
        }
        catch (Exception exception)
        {
            Abort(exception);
        }
    }

    public void SendCredit(long stream, int items)
    {
        using var message = _transport.BeginMessage();
        if (message.IsOpen)
        {
            JsonRpcStreamWriter.WriteCredit(message.Output, stream, items);
            message.Send();
        }
    }

    public void SendStreamCancel(long stream)
    {
        using var message = _transport.BeginMessage();
        if (message.IsOpen)
        {
            JsonRpcStreamWriter.WriteCancel(message.Output, stream);
            message.Send();
        }
    }

    /// <summary>The peer is not asked for more.</summary>
    public void SendStreamAbort(ReadOnlySpan<byte> token)
    {
        var sent = NotifyAsync(AbortMethod, (byte[])[(byte)'[', .. token, (byte)']'], CancellationToken.None);
        if (sent.IsFaulted)
        {
            _ = sent.AsTask().Exception; // the connection is gone, and the stream with it
        }
    }

    /// <summary>How many items of a stream in its result a call lets be sent unasked. None where it reads its result later than it comes.</summary>
    private int OfferCredit(RpcMethod method) => !method.StreamsResult || !PushesStreams || Interceptors.Length > 0 ? 0
        : method.StreamBuffer > 0 ? method.StreamBuffer
        : RpcMethod.FirstCredit;

    private bool TrySendItems(OutgoingStream stream, ReadOnlySpan<byte> items)
    {
        using var message = _transport.BeginMessage();
        if (!message.IsOpen || stream.IsSilent)
        {
            return true;
        }

        JsonRpcStreamWriter.WriteItems(message.Output, stream.Id, items);
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

    private void WriteEnd(OutgoingStream stream, Exception? failure)
    {
        var (code, wholeText, data) = failure is null ? (0, "", null) : Translate(failure, stream.Method, stream.Contract, CallEnding.None);
        var (text, dataJson) = Fitting(wholeText, data);
        using (var message = _transport.BeginMessage())
        {
            if (!message.IsOpen)
            {
                return;
            }

            if (failure is null)
            {
                JsonRpcStreamWriter.WriteEnd(message.Output, stream.Id);
            }
            else
            {
                JsonRpcStreamWriter.WriteEnd(message.Output, stream.Id, code, text, dataJson);
            }

            message.Send();
        }

        if (failure is not null && IsFailure(failure, code))
        {
            Log.ServiceFailed(Settings.Logger, failure, Connection.Id, stream.Method);
        }
    }

    // After the end of the connection, which has closed what there was, whatever is made is closed at once.
    private IncomingStreams MakeIncomingStreams()
    {
        var made = new IncomingStreams(Settings.Limits.MaxStreams, Settings.Limits.MaxStreamBytes);
        made = Interlocked.CompareExchange(ref _incomingStreams, made, null) ?? made;
        if (_closed is not null)
        {
            made.Close();
        }

        return made;
    }

    private OutgoingStreams MakeOutgoingStreams()
    {
        var made = new OutgoingStreams(Settings.Limits.MaxStreams);
        made = Interlocked.CompareExchange(ref _outgoingStreams, made, null) ?? made;
        if (_closed is not null)
        {
            made.Close();
        }

        return made;
    }

    private void CloseStreams(RpcClosed closed)
    {
        _outgoingStreams?.Close();
        foreach (var stream in _incomingStreams?.Close() ?? [])
        {
            stream.Lose(StreamIsLost(stream.Origin.Method, closed));
        }
    }
}
