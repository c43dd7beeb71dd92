using WsRpc.Tests.Events;

namespace WsRpc.Tests.Clients;

/// <summary>A client of a desk: what it was told, and what it answers.</summary>
internal sealed class DeskClient : IDeskClient, IAsyncDisposable
{
    /// <summary>What the server calls its connection.</summary>
    public string Id { get; set; } = "";

    public WsRpcClient Connection { get; set; } = null!;

    public Told<string> Ticks { get; } = new();

    public Func<string, Task<bool>> OnConfirm { get; set; } = static _ => Task.FromResult(true);

    public ValueTask TickAsync(Tick tick)
    {
        Ticks.Add(null, tick.Symbol);
        return default;
    }

    public ValueTask StateAsync(string state) => default;

    public Task<bool> ConfirmAsync(string question) => OnConfirm(question);

    public ValueTask<int> CountAsync() => new(7);

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
