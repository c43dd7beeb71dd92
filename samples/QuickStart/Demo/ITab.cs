using WsRpc;

namespace QuickStart.Demo;

/// <summary>What a guest owes: an object of the cafe, which the guest calls.</summary>
[WsService(JsonContext = typeof(CafeJson))]
public interface ITab : IAsyncDisposable
{
    /// <summary>Puts a price on it.</summary>
    Task<decimal> AddAsync(decimal price);
}
