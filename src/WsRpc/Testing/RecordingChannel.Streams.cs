using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsRpc.CompilerServices;

namespace WsRpc.Testing;

// Methods that are answered with a stream: its items are kept as JSON, as other results are.
internal sealed partial class RecordingChannel : IStreamReader
{
    private readonly Dictionary<string, IAsyncEnumerable<byte[]>> _streams = [];

    public void AnswerStream(string method, IAsyncEnumerable<byte[]> items)
    {
        lock (_gate)
        {
            _streams[method] = items;
            _failures.Remove(method);
        }
    }

    public IAsyncEnumerable<T> ReadStream<T>(ReadOnlySpan<byte> reference, JsonTypeInfo<T> type, StreamOrigin origin)
    {
        lock (_gate)
        {
            return ReadAsync(_streams[origin.Method], type, origin.Cancellation);
        }
    }

    private static async IAsyncEnumerable<T> ReadAsync<T>(IAsyncEnumerable<byte[]> items, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return JsonSerializer.Deserialize(item, type)!;
        }
    }
}
