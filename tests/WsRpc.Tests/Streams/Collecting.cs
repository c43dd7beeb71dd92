namespace WsRpc.Tests.Streams;

internal static class Collecting
{
    /// <summary>Reads a stream to its end.</summary>
    public static async Task<List<T>> CollectAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        var all = new List<T>();
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            all.Add(item);
        }

        return all;
    }
}
