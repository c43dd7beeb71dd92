using System.Collections.Concurrent;

namespace WsRpc.Tests;

/// <summary>The probe's service: what a call does, the test says.</summary>
internal sealed class Probe : IProbe
{
    public Func<string, CancellationToken, Task<string>> OnRun { get; set; } = (name, _) => Task.FromResult(name);

    public Func<int, CancellationToken, ValueTask<int>> OnAsk { get; set; } = (value, _) => ValueTask.FromResult(value);

    public Func<Box, Task<Box>> OnOpen { get; set; } = Task.FromResult;

    public Action<string> OnNote { get; set; } = _ => { };

    public ConcurrentQueue<string> Notes { get; } = new();

    public Task<int> AddAsync(int a, int b) => Task.FromResult(a + b);

    public ValueTask<int> EchoAsync(int value) => ValueTask.FromResult(value);

    public ValueTask<string> SayAsync(string text, int times, string? mark) =>
        ValueTask.FromResult(string.Concat(Enumerable.Repeat(text, times)) + mark);

    public Task<string> RunAsync(string name, CancellationToken cancellationToken) => OnRun(name, cancellationToken);

    public ValueTask<int> AskAsync(int value, CancellationToken cancellationToken) => OnAsk(value, cancellationToken);

    public Task<Box> OpenAsync(Box box) => OnOpen(box);

    public Task ResetAsync() => Task.CompletedTask;

    public ValueTask NoteAsync(string text)
    {
        Notes.Enqueue(text);
        OnNote(text);
        return default;
    }
}
