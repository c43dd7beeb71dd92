namespace WsRpc.Tests.Batches;

/// <summary>The methods that the examples of JSON-RPC 2.0 §7 call.</summary>
[WsService("")]
public interface ISpecification
{
    [WsMethod("subtract")]
    Task<int> SubtractAsync(int minuend, int subtrahend);

    [WsMethod("sum")]
    Task<int> SumAsync(int a, int b, int c);

    [WsMethod("get_data")]
    Task<DataItem[]> GetDataAsync();

    [WsMethod("notify_hello")]
    Task NotifyHelloAsync(int value);

    [WsMethod("notify_sum")]
    Task NotifySumAsync(int a, int b, int c);

    [WsMethod("update")]
    Task UpdateAsync(int a, int b, int c, int d, int e);
}
