namespace WsRpc.Interop.Tests;

/// <summary>Streams of numbers from 1, which both ends serve.</summary>
[WsService("")]
public interface INumbers
{
    [WsMethod("count")]
    IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken = default);

    /// <summary>Two items come with the token. A peer of ours sends none with it.</summary>
    [WsMethod("countFromTwoBefore")]
    IAsyncEnumerable<int> CountFromTwoBeforeAsync(int count, CancellationToken cancellationToken = default);

    [WsMethod("countThenFail")]
    IAsyncEnumerable<int> CountThenFailAsync(int count, CancellationToken cancellationToken = default);

    /// <summary>Waits behind the last number until it is not wanted any more.</summary>
    [WsMethod("countThenWait")]
    IAsyncEnumerable<int> CountThenWaitAsync(int count, CancellationToken cancellationToken = default);

    /// <summary>Opens none, until it is cancelled.</summary>
    [WsMethod("open")]
    Task<IAsyncEnumerable<int>> OpenAsync(CancellationToken cancellationToken = default);

    [WsMethod("sum")]
    Task<int> SumAsync(IAsyncEnumerable<int> numbers);

    /// <summary>Tells what was stopped before its end, one after the other, and waits for that.</summary>
    [WsMethod("stopped")]
    Task<string> StoppedAsync();
}
