using WsRpc;

namespace QuickStart.Demo;

/// <summary>The sights of the tour, each a call or two; what they return is what happened, in words.</summary>
internal sealed class Tour(WsRpcClient client, Guest guest)
{
    private readonly ICafe _cafe = client.GetProxy<ICafe>();

    public async Task<string> CallAsync() => $"{await _cafe.PriceAsync("espresso")}";

    public async Task<string> CallBackAsync()
    {
        var receipt = await _cafe.OrderAsync(new Order("espresso", 2));
        return $"cafe: \"{guest.LastQuestion}\" guest: \"yes\" -> {receipt.Total}";
    }

    public async Task<string> NotifyAsync()
    {
        await _cafe.TipAsync(0.50m);
        return $"no answer due; cafe: \"{await guest.NextAsync()}\"";
    }

    public async Task<string> FailAsync()
    {
        try
        {
            throw new InvalidOperationException($"The cafe has tea for {await _cafe.PriceAsync("tea")}.");
        }
        catch (RpcErrorException error)
        {
            return $"RpcErrorException {error.Code}: {error.Message}";
        }
    }

    public async Task<string> CancelAsync()
    {
        using var source = new CancellationTokenSource();
        var brewing = _cafe.BrewAsync("cold brew", source.Token);
        await source.CancelAsync();
        try
        {
            await brewing;
            throw new InvalidOperationException("The cold brew is ready.");
        }
        catch (OperationCanceledException)
        {
            return $"OperationCanceledException; cafe: \"{await guest.NextAsync()}\"";
        }
    }

    /// <summary>What both ends agreed on when the connection opened (RFC 7692).</summary>
    public async Task<string> CompressAsync() =>
        $"{(await _cafe.MenuAsync()).Length} drinks; {client.Handshake.Headers.GetValueOrDefault("Sec-WebSocket-Extensions", "not compressed")}";

    /// <summary>Many calls at once on the one connection; what comes in together is answered together.</summary>
    public Task PipelineAsync(int calls) =>
        Task.WhenAll(Enumerable.Range(0, calls).Select(_ => _cafe.PriceAsync("espresso").AsTask()));
}
