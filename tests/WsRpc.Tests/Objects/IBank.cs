namespace WsRpc.Tests.Objects;

[WsService]
public interface IBank
{
    Task<IAccount> OpenAsync(string owner);

    ValueTask<IAccount?> FindAsync(string owner);

    Task<int> AuditAsync(IAccount account, IAccount? other = null);

    Task<bool> IsOursAsync(IAccount account);
}
