namespace WsRpc.Load;

/// <inheritdoc/>
internal sealed class Feeds : IFeeds
{
    public IAsyncEnumerable<int> NumbersAsync(int count, int burst) => Produce(count, burst, static number => number);

    public IAsyncEnumerable<Reading> ReadingsAsync(int count, int burst) => Produce(count, burst, static number => new Reading(number, "boiler", 0.25 * number));

    public Task<int> CountNumbersAsync(IAsyncEnumerable<int> numbers) => CountAsync(numbers, static number => number);

    public Task<int> CountReadingsAsync(IAsyncEnumerable<Reading> readings) => CountAsync(readings, static reading => reading.Number);

    private static async IAsyncEnumerable<T> Produce<T>(int count, int burst, Func<int, T> make)
    {
        for (var (number, left) = (0, burst); number < count; number++)
        {
            if (left-- == 0)
            {
                await Task.Yield();
                left = burst - 1;
            }

            yield return make(number);
        }
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> items, Func<T, int> numberOf)
    {
        var count = 0;
        await foreach (var item in items)
        {
            if (numberOf(item) != count)
            {
                throw new InvalidDataException($"The item {numberOf(item)} came where {count} was expected.");
            }

            count++;
        }

        return count;
    }
}
