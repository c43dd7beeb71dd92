using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.Testing;

// Methods whose results are streams.
public sealed partial class RpcRecorder<TService>
{
    /// <summary>From now on a method is answered with a stream of these items.</summary>
    /// <typeparam name="TItem">An item.</typeparam>
    /// <param name="call">Calls the method, with any arguments: <c>c =&gt; c.WatchAsync("")</c>.</param>
    /// <param name="items">The items. They become JSON here.</param>
    /// <returns>This recorder.</returns>
    /// <remarks>As with a peer, a method that returns its stream without a task is called when the stream is read, each time anew.</remarks>
    /// <exception cref="ArgumentException"><paramref name="call"/> calls no method that is answered.</exception>
    public RpcRecorder<TService> Answer<TItem>(Func<TService, IAsyncEnumerable<TItem>> call, IEnumerable<TItem> items) => AnswerWithAll(Reading(call), items);

    /// <inheritdoc cref="Answer{TItem}(Func{TService, IAsyncEnumerable{TItem}}, IEnumerable{TItem})"/>
    public RpcRecorder<TService> Answer<TItem>(Func<TService, Task<IAsyncEnumerable<TItem>>> call, IEnumerable<TItem> items) => AnswerWithAll(service => _ = call(service), items);

    /// <inheritdoc cref="Answer{TItem}(Func{TService, IAsyncEnumerable{TItem}}, IEnumerable{TItem})"/>
    public RpcRecorder<TService> Answer<TItem>(Func<TService, ValueTask<IAsyncEnumerable<TItem>>> call, IEnumerable<TItem> items) => AnswerWithAll(service => _ = call(service).AsTask(), items);

    /// <summary>From now on a method is answered with a stream, which may wait between its items, or fail behind some.</summary>
    /// <typeparam name="TItem">An item.</typeparam>
    /// <param name="call">Calls the method, with any arguments: <c>c =&gt; c.WatchAsync("")</c>.</param>
    /// <param name="items">The items. Read for each reader of an answer anew, as that reader asks for them, with its token; an exception reaches the reader as it is.</param>
    /// <inheritdoc cref="Answer{TItem}(Func{TService, IAsyncEnumerable{TItem}}, IEnumerable{TItem})"/>
    public RpcRecorder<TService> Answer<TItem>(Func<TService, IAsyncEnumerable<TItem>> call, IAsyncEnumerable<TItem> items) => AnswerWithRead(Reading(call), items);

    /// <inheritdoc cref="Answer{TItem}(Func{TService, IAsyncEnumerable{TItem}}, IAsyncEnumerable{TItem})"/>
    public RpcRecorder<TService> Answer<TItem>(Func<TService, Task<IAsyncEnumerable<TItem>>> call, IAsyncEnumerable<TItem> items) => AnswerWithRead(service => _ = call(service), items);

    /// <inheritdoc cref="Answer{TItem}(Func{TService, IAsyncEnumerable{TItem}}, IAsyncEnumerable{TItem})"/>
    public RpcRecorder<TService> Answer<TItem>(Func<TService, ValueTask<IAsyncEnumerable<TItem>>> call, IAsyncEnumerable<TItem> items) => AnswerWithRead(service => _ = call(service).AsTask(), items);

    /// <summary>From now on streams of a method cannot be opened, which their readers learn when they ask for the first item.</summary>
    /// <typeparam name="TItem">An item.</typeparam>
    /// <param name="call">Calls the method, with any arguments: <c>c =&gt; c.WatchAsync("")</c>.</param>
    /// <param name="exception">What readers get.</param>
    /// <returns>This recorder.</returns>
    /// <exception cref="ArgumentException"><paramref name="call"/> calls no method that is answered.</exception>
    public RpcRecorder<TService> Fail<TItem>(Func<TService, IAsyncEnumerable<TItem>> call, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var read = Reading(call);
        _channel.Fail(RecordingChannel.MethodOf(() => read(Service)), exception);
        return this;
    }

    // The call is made when its stream is read.
    private static Action<TService> Reading<TItem>(Func<TService, IAsyncEnumerable<TItem>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return service => _ = call(service).GetAsyncEnumerator().MoveNextAsync().AsTask();
    }

    private RpcRecorder<TService> AnswerWithAll<TItem>(Action<TService> call, IEnumerable<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var type = _channel.Json.TypeInfo<TItem>();
        return AnswerWithOctets(call, ReplayAsync([.. items.Select(item => JsonSerializer.SerializeToUtf8Bytes(item, type))]));
    }

    private RpcRecorder<TService> AnswerWithRead<TItem>(Action<TService> call, IAsyncEnumerable<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return AnswerWithOctets(call, WriteAsync(items, _channel.Json.TypeInfo<TItem>()));
    }

    private RpcRecorder<TService> AnswerWithOctets(Action<TService> call, IAsyncEnumerable<byte[]> items)
    {
        _channel.AnswerStream(RecordingChannel.MethodOf(() => call(Service)), items);
        return this;
    }

    private static async IAsyncEnumerable<byte[]> ReplayAsync(byte[][] items)
    {
        foreach (var item in items)
        {
            yield return item;
        }
    }

    private static async IAsyncEnumerable<byte[]> WriteAsync<TItem>(IAsyncEnumerable<TItem> items, JsonTypeInfo<TItem> type, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return JsonSerializer.SerializeToUtf8Bytes(item, type);
        }
    }
}
