using WsRpc;

namespace QuickStart.Demo;

/// <summary>What a guest may ask of the cafe: the client calls, the server answers.</summary>
[WsService(Callback = typeof(IGuest), JsonContext = typeof(CafeJson))]
public interface ICafe
{
    /// <summary>The price of a drink.</summary>
    ValueTask<decimal> PriceAsync(string drink);

    /// <summary>Orders; the cafe asks back before it serves.</summary>
    Task<Receipt> OrderAsync(Order order);

    /// <summary>All that the cafe has: a long message, worth compressing.</summary>
    ValueTask<string[]> MenuAsync();

    /// <summary>Brews for as long as nobody cancels.</summary>
    Task BrewAsync(string drink, CancellationToken cancellationToken = default);

    /// <summary>Leaves a tip, for which no answer is due.</summary>
    [WsNotification]
    ValueTask TipAsync(decimal amount);
}
