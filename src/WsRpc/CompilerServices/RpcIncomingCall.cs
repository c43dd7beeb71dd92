using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>A call of the peer, as the generated dispatcher sees it: it is read, given to the service, and given the service's result.</summary>
/// <remarks>For generated code. The object serves again for other calls: once <c>Reply</c> was called it must not be touched.</remarks>
public abstract class RpcIncomingCall
{
    private protected RpcIncomingCall()
    {
    }

    /// <summary>The wire name of the method, UTF-8; valid until the arguments are read.</summary>
    public abstract ReadOnlySpan<byte> Method { get; }

    /// <summary>Fires when the peer cancels the call or the connection ends. Made at first use.</summary>
    public abstract CancellationToken Cancellation { get; }

    internal abstract RpcJson Json { get; }

    /// <summary>For what cannot travel.</summary>
    internal abstract IValueExchange Exchange { get; }

    /// <summary>What ends with the call. Made at first use.</summary>
    internal abstract CallScope Scope { get; }

    /// <summary>Whether nobody waits for an answer.</summary>
    internal abstract bool IsNotification { get; }

    /// <summary>What came before the call; null for nothing.</summary>
    internal virtual ReceivedOctets? ReceivedOctets => null;

    /// <summary>Whether octets may go beside the answer.</summary>
    internal virtual bool TakesOctets => false;

    /// <summary>Begins to read the arguments.</summary>
    /// <param name="method">The method, which knows its parameters' names.</param>
    public abstract RpcArguments Arguments(RpcMethod method);

    /// <summary>Answers the call with null when the service has ended, or with its error. An error that is there already is thrown, as one of the service itself would be.</summary>
    /// <param name="result">What the service returned.</param>
    public void Reply(Task result) => Reply(new ValueTask(result ?? throw NoTask()));

    /// <inheritdoc cref="Reply(Task)"/>
    public void Reply(ValueTask result)
    {
        if (result.IsCompleted)
        {
            // Taken even where it holds nothing: its source may be waiting to be used again.
            result.GetAwaiter().GetResult();
            Succeed("null"u8);
        }
        else
        {
            PendingNullReply.Begin(this, result);
        }
    }

    /// <summary>Answers the call with null: what was called has no result, and has ended.</summary>
    public void Reply() => Succeed("null"u8);

    /// <summary>Answers the call with the result, written without the serializer.</summary>
    /// <typeparam name="T">bool, an integer, string, or octets.</typeparam>
    /// <param name="result">What the service returned.</param>
    public void Reply<T>(Task<T> result) => Reply(new ValueTask<T>(result ?? throw NoTask()), null);

    /// <inheritdoc cref="Reply{T}(Task{T})"/>
    public void Reply<T>(ValueTask<T> result) => Reply(result, null);

    /// <summary>Answers the call with the result, written with the serializer.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="result">What the service returned.</param>
    /// <param name="type">How the result is written.</param>
    public void Reply<T>(Task<T> result, JsonTypeInfo<T>? type) => Reply(new ValueTask<T>(result ?? throw NoTask()), type);

    /// <inheritdoc cref="Reply{T}(Task{T}, JsonTypeInfo{T})"/>
    public void Reply<T>(ValueTask<T> result, JsonTypeInfo<T>? type)
    {
        if (result.IsCompleted)
        {
            ReplyWith(result.GetAwaiter().GetResult(), type);
        }
        else
        {
            PendingReply<T>.Begin(this, result, type);
        }
    }

    /// <summary>Answers the call with a stream, which goes on behind the answer.</summary>
    /// <typeparam name="T">An item.</typeparam>
    /// <param name="result">What the service returned.</param>
    /// <param name="type">How an item is written.</param>
    public void ReplyStream<T>(IAsyncEnumerable<T> result, JsonTypeInfo<T> type)
    {
        if (result is null)
        {
            throw new InvalidOperationException("The service returned null instead of a stream.");
        }

        if (IsNotification)
        {
            Succeed(default);
        }
        else
        {
            SucceedWith(result, type);
        }
    }

    /// <inheritdoc cref="ReplyStream{T}(IAsyncEnumerable{T}, JsonTypeInfo{T})"/>
    public void ReplyStream<T>(Task<IAsyncEnumerable<T>> result, JsonTypeInfo<T> type) => ReplyStream(new ValueTask<IAsyncEnumerable<T>>(result ?? throw NoTask()), type);

    /// <inheritdoc cref="ReplyStream{T}(IAsyncEnumerable{T}, JsonTypeInfo{T})"/>
    public void ReplyStream<T>(ValueTask<IAsyncEnumerable<T>> result, JsonTypeInfo<T> type)
    {
        if (result.IsCompleted)
        {
            ReplyStream(result.GetAwaiter().GetResult(), type);
        }
        else
        {
            OutliveDelivery();
            _ = ReplyLaterAsync(result, type);
        }
    }

    /// <summary>The arguments are read; the service is called next.</summary>
    internal abstract void EnterUserCode();

    /// <summary>The service is still at work when the thread that received the call leaves it.</summary>
    internal abstract void OutliveDelivery();

    /// <summary>Answers -32602.</summary>
    internal abstract void RefuseArguments(string problem);

    /// <summary>Answers with a result and ends the call.</summary>
    /// <param name="resultJson">The result.</param>
    /// <param name="octets">What it refers to, lent for the time of the call; null for nothing.</param>
    internal abstract void Succeed(ReadOnlySpan<byte> resultJson, SentOctets? octets = null);

    /// <summary>Answers with a stream, which becomes the engine's own, and ends the call.</summary>
    internal abstract void SucceedWith(Stream stream);

    /// <summary>Answers with what stands for a stream of items, and ends the call.</summary>
    internal abstract void SucceedWith<T>(IAsyncEnumerable<T> items, JsonTypeInfo<T> type);

    /// <summary>Lends an object as the result, which is answered with next: it is the peer's to let it go. Where there is no room for it, or the connection has ended, nobody will, and it is disposed.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="value">An object of this end, or one of the peer that comes home.</param>
    /// <param name="contract">Its contract.</param>
    /// <exception cref="InvalidOperationException">There are as many as there may be.</exception>
    internal abstract void WriteReference(IBufferWriter<byte> output, object value, RpcObjectContract contract);

    /// <summary>Answers with an error and ends the call.</summary>
    internal abstract void Fail(Exception exception);

    /// <summary>Answers with a result that is there, and ends the call. Throws only before that.</summary>
    internal void ReplyWith<T>(T value, JsonTypeInfo<T>? type)
    {
        if (IsNotification)
        {
            Succeed(default);
            return;
        }

        if (typeof(T) == typeof(Stream) && type is null && value is not null)
        {
            SucceedWith((Stream)(object)value);
            return;
        }

        SentOctets? octets = null;
        var scratch = JsonScratch.Rent();
        try
        {
            if (type is null && OctetsForm.Is<T>() && Json.WritesOctets)
            {
                OctetsForm.Write(scratch, value, TakesOctets, ref octets);
            }
            else if (type is null && typeof(T).IsInterface)
            {
                WriteReference(scratch, value);
            }
            else if (type is null && typeof(T) == typeof(Stream))
            {
                scratch.Write("null"u8);
            }
            else if (type is null && Json.WritesDirectly && !OctetsForm.Is<T>())
            {
                DirectJson.Write(scratch, value, Json.Options.Encoder);
            }
            else
            {
                scratch.Write(value, type ?? Json.TypeInfo<T>());
            }
        }
        catch (Exception exception)
        {
            scratch.Return();
            Fail(new RpcSerializationException($"the result cannot be written: {exception.Message}", exception));
            return;
        }

        Succeed(scratch.Written, octets);
        scratch.Return();
    }

    private async Task ReplyLaterAsync<T>(ValueTask<IAsyncEnumerable<T>> result, JsonTypeInfo<T> type)
    {
        try
        {
            ReplyStream(await result.ConfigureAwait(false), type);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void WriteReference<T>(JsonScratch output, T value)
    {
        if (value is null)
        {
            output.Write("null"u8);
        }
        else
        {
            WriteReference(output, value, RpcContracts.Get(typeof(T)));
        }
    }

    private static InvalidOperationException NoTask() => new("The service returned null instead of a task.");
}
