namespace WsRpc.Tests.Rpc;

/// <summary>Notifications that a slow peer may miss, each in its way.</summary>
[WsService("ticker")]
public interface ITicker
{
    [WsNotification]
    ValueTask FillAsync(string text);

    [WsNotification(Queue = WsQueue.DropOldest)]
    ValueTask LogAsync(int number);

    [WsNotification(Queue = WsQueue.Latest, Key = nameof(symbol))]
    ValueTask TickAsync(int price, string symbol);

    [WsMethod(Params = WsParams.Named), WsNotification(Queue = WsQueue.Latest, Key = nameof(symbol))]
    ValueTask QuoteAsync(int[] prices, string symbol);

    [WsNotification(Queue = WsQueue.Latest)]
    ValueTask StateAsync(string state);

    [WsNotification(Queue = WsQueue.Disconnect)]
    ValueTask ChangeAsync(int number);

    [WsNotification(Queue = WsQueue.DropOldest)]
    ValueTask DumpAsync(string text);
}
