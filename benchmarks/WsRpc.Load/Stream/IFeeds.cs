namespace WsRpc.Load;

/// <summary>Gives streams of items that are numbered from 0, and reads them. Rivals implement the client's side by whatever means they have.</summary>
[WsService]
internal interface IFeeds
{
    /// <param name="count">How many.</param>
    /// <param name="burst">How many are there at once, before the next is waited for.</param>
    IAsyncEnumerable<int> NumbersAsync(int count, int burst);

    /// <inheritdoc cref="NumbersAsync"/>
    IAsyncEnumerable<Reading> ReadingsAsync(int count, int burst);

    /// <summary>Reads a stream to its end. Returns how many items it had; one that is not the next one fails it.</summary>
    Task<int> CountNumbersAsync(IAsyncEnumerable<int> numbers);

    /// <inheritdoc cref="CountNumbersAsync"/>
    Task<int> CountReadingsAsync(IAsyncEnumerable<Reading> readings);
}
