namespace WsRpc.Tests.Clients;

[WsService]
public interface IDeskClient
{
    [WsNotification]
    ValueTask TickAsync(Tick tick);

    [WsNotification(Queue = WsQueue.Latest)]
    ValueTask StateAsync(string state);

    Task<bool> ConfirmAsync(string question);

    ValueTask<int> CountAsync();
}
