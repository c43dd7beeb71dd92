namespace WsRpc.Load;

/// <summary>What is measured of a peer.</summary>
/// <param name="Way">Which way.</param>
/// <param name="Item">What.</param>
/// <param name="Burst">How many are there at once, before the next is waited for.</param>
internal sealed record StreamCase(StreamWay Way, StreamItem Item, int Burst)
{
    /// <summary>Sends so many items.</summary>
    /// <exception cref="InvalidDataException">Not all have arrived, in their order.</exception>
    public async Task RunAsync(IFeeds server, int count)
    {
        var client = new Feeds();
        var arrived = await (Way == StreamWay.Down ? SendAsync(server, client, count) : SendAsync(client, server, count));
        if (arrived != count)
        {
            throw new InvalidDataException($"{arrived} items of {count} have arrived.");
        }
    }

    private Task<int> SendAsync(IFeeds source, IFeeds reader, int count) => Item == StreamItem.Int
        ? reader.CountNumbersAsync(source.NumbersAsync(count, Burst))
        : reader.CountReadingsAsync(source.ReadingsAsync(count, Burst));
}
