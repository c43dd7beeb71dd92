namespace WsRpc.Tests;

/// <summary>The contract most tests call, in either direction.</summary>
[WsService]
public interface IProbe
{
    Task<int> AddAsync(int a, int b);

    ValueTask<int> EchoAsync(int value);

    ValueTask<string> SayAsync(string text, int times = 1, string? mark = null);

    Task<string> RunAsync(string name, CancellationToken cancellationToken = default);

    ValueTask<int> AskAsync(int value, CancellationToken cancellationToken = default);

    Task<Box> OpenAsync(Box box);

    Task ResetAsync();

    [WsNotification]
    ValueTask NoteAsync(string text);
}
