using System.Text.Json;

namespace WsRpc.Interop.Tests;

/// <summary>Our end; one for each connection.</summary>
internal sealed class Counterpart(ICounterpart caller) : ICounterpart
{
    private string _last = "nothing";

    public Task<int> AddAsync(int a, int b) => Task.FromResult(a + b);

    public Task<string> GreetAsync(string name) => Task.FromResult($"Hello, {name}!");

    public Task<Place> HoverAsync(Place place) => Task.FromResult(place);

    public Task FailAsync() => throw new RpcErrorException(4711, "no", JsonDocument.Parse("""{"k":1}""").RootElement);

    public ValueTask NoteAsync(string text)
    {
        _last = text;
        return default;
    }

    public Task<string> LastNoteAsync() => Task.FromResult(_last);

    public Task<int> RelayAsync(int a, int b) => caller.AddAsync(a, b);

    public Task<string> StepsAsync(IProgress<int> progress)
    {
        progress.Report(1);
        progress.Report(2);
        return Task.FromResult("done");
    }

    public Task WaitsAsync(CancellationToken cancellationToken = default) => Task.Delay(Timeout.Infinite, cancellationToken);
}
