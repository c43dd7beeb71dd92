using System.Collections.Concurrent;

namespace WsRpc.Tests.Rpc;

/// <summary>Serves what keeps its calls in order. A call notes that it starts, and ends when the test says so.</summary>
internal sealed class Desk : IEditor, ILedger, IProbe
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _ends = [];

    /// <summary>The calls that have started, in order.</summary>
    public ConcurrentQueue<string> Started { get; } = new();

    /// <summary>What a call does first; what it returns, it ends with at once.</summary>
    public Func<string, string?> OnStart { get; set; } = _ => null;

    /// <summary>What a call does that is more than one step; null for one that does what the others do.</summary>
    public Func<string, Task<string>?> OnServe { get; set; } = _ => null;

    public void End(string call) => EndOf(call).SetResult(call);

    public Task HasStarted(string call) => InTime.Until(() => Started.Contains(call)).WaitAsync(InTime.Limit);

    public Task<string> ChangeAsync(string text, CancellationToken cancellationToken) => Run(text, cancellationToken);

    public async ValueTask EditAsync(string text) => await Run(text, CancellationToken.None);

    public Task<string> HoverAsync(string text, CancellationToken cancellationToken) => Run(text, cancellationToken);

    public Task<string> BookAsync(string text, CancellationToken cancellationToken) => Run(text, cancellationToken);

    public Task<string> CloseAsync(string text, CancellationToken cancellationToken) => Run(text, cancellationToken);

    public Task<string> RunAsync(string name, CancellationToken cancellationToken) => Run(name, cancellationToken);

    public Task<int> AddAsync(int a, int b) => Task.FromResult(a + b);

    public ValueTask<int> EchoAsync(int value) => new(value);

    public ValueTask<string> SayAsync(string text, int times, string? mark) => new(text);

    public ValueTask<int> AskAsync(int value, CancellationToken cancellationToken) => new(value);

    public Task<Box> OpenAsync(Box box) => Task.FromResult(box);

    public Task ResetAsync() => Task.CompletedTask;

    public ValueTask NoteAsync(string text)
    {
        Started.Enqueue(text);
        return default;
    }

    private TaskCompletionSource<string> EndOf(string call) => _ends.GetOrAdd(call, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private Task<string> Run(string text, CancellationToken cancellationToken)
    {
        Started.Enqueue(text);
        return OnServe(text) is { } served ? served : OnStart(text) is { } result ? Task.FromResult(result) : EndOf(text).Task.WaitAsync(cancellationToken);
    }
}
