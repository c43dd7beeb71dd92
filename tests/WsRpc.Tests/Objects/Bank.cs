namespace WsRpc.Tests.Objects;

/// <summary>A bank of one account.</summary>
internal sealed class Bank : IBank
{
    public Account Account { get; } = new();

    /// <summary>What it was given last.</summary>
    public IAccount? Audited { get; private set; }

    public Func<IAccount, Task<int>> OnAudit { get; set; } = static account => account.DepositAsync(1);

    /// <summary>What opening an account waits for.</summary>
    public Task Opening { get; set; } = Task.CompletedTask;

    public async Task<IAccount> OpenAsync(string owner)
    {
        await Opening;
        return Account;
    }

    public async ValueTask<IAccount?> FindAsync(string owner)
    {
        await Task.Yield();
        return owner == "ann" ? Account : null;
    }

    public Task<int> AuditAsync(IAccount account, IAccount? other = null)
    {
        Audited = account;
        return OnAudit(account);
    }

    public Task<bool> IsOursAsync(IAccount account) => Task.FromResult(ReferenceEquals(account, Account));
}
