namespace WsRpc.Tests.Rpc;

/// <summary>A contract whose calls run one at a time.</summary>
[WsService("ledger", Ordered = true)]
public interface ILedger
{
    Task<string> BookAsync(string text, CancellationToken cancellationToken = default);

    [WsMethod(Barrier = true)]
    Task<string> CloseAsync(string text, CancellationToken cancellationToken = default);
}
