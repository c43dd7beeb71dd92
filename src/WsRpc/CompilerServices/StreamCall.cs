using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>A pending call that results in a stream. What was lent for it, and its cancellation, are the stream's from then on.</summary>
/// <param name="type">How an item is read.</param>
/// <param name="buffer">How many items may wait at the most; 0 where the contract does not say.</param>
internal sealed class StreamCall<T>(JsonTypeInfo<T> type, int buffer) : PendingCall
{
    // As behind other calls: a cancelled one is a cancelled task.
    private AsyncTaskMethodBuilder<IAsyncEnumerable<T>> _builder = AsyncTaskMethodBuilder<IAsyncEnumerable<T>>.Create();
    private IAsyncEnumerable<T>? _stream;

    public Task<IAsyncEnumerable<T>> Begin() => _builder.Task;

    public override void ReadResult(ReadOnlySpan<byte> json) => throw new JsonException("There is no connection that a stream could come by.");

    public override void ReadResult(ReadOnlySpan<byte> json, ICallCanceller session)
    {
        _stream = ((IStreamReader)session).ReadStream(json, type, new StreamOrigin
        {
            Method = Method,
            Faults = Faults,
            Scope = Scope,
            Credit = Credit,
            Buffer = buffer,
            Cancellation = CancellationToken,
        });
        Scope?.Succeed();
        Scope = null;
    }

    protected override void Succeed()
    {
        StopWatching();
        _builder.SetResult(_stream!);
    }

    protected override void EndWith(Exception exception)
    {
        StopWatching();
        _builder.SetException(exception);
    }
}
