using WsRpc;

namespace QuickStart.Demo;

/// <summary>The cafe, as it serves one guest.</summary>
internal sealed class CafeService(IGuest guest) : ICafe
{
    private const int SoldOut = 1001;

    private static readonly string[] Cups = ["small", "large", "bottomless"];
    private static readonly string[] Drinks = ["espresso", "cappuccino", "flat white", "cold brew", "hot chocolate"];

    public ValueTask<decimal> PriceAsync(string drink) => drink switch
    {
        "espresso" => new(2.40m),
        "cappuccino" => new(3.20m),
        _ => throw new RpcErrorException(SoldOut, $"no {drink} today"),
    };

    public async Task<Receipt> OrderAsync(Order order)
    {
        var total = order.Cups * await PriceAsync(order.Drink);
        if (!await guest.ConfirmAsync($"{order.Cups} {order.Drink} for {total}?"))
        {
            throw new RpcErrorException(SoldOut, "changed your mind?");
        }

        return new Receipt(order, total);
    }

    public ValueTask<string[]> MenuAsync() => new([.. Cups.SelectMany(cup => Drinks.Select(drink => $"{cup} {drink}"))]);

    public async Task BrewAsync(string drink, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            await guest.HearAsync($"{drink} off the stove");
        }
    }

    public ValueTask TipAsync(decimal amount) => guest.HearAsync($"thank you for {amount}");
}
