namespace WsRpc.Load;

/// <summary>What clients of the ticker serve.</summary>
[WsService]
public interface ITickerClient
{
    /// <summary>The price has changed.</summary>
    [WsNotification]
    ValueTask TickAsync(Tick tick);
}
