namespace WsRpc.Tests.Objects;

[WsService]
public interface IAccount : IAsyncDisposable
{
    Task<int> DepositAsync(int amount);

    [WsNotification]
    ValueTask NoteAsync(string text);
}
