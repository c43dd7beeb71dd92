namespace WsRpc.Soak;

/// <summary>An object by reference, of either end.</summary>
[WsService]
public interface ITotal : IAsyncDisposable
{
    /// <returns>What it comes to with that.</returns>
    Task<int> AddAsync(int amount);
}
