namespace WsRpc.Tests.Rpc;

/// <summary>A contract with a timeout of its own.</summary>
[WsService("slow")]
public interface IDeadlines
{
    [WsMethod(TimeoutMilliseconds = 2000)]
    ValueTask<int> TwoSecondsAsync(int value);

    Task<string> AnyAsync(string text, CancellationToken cancellationToken = default);
}
