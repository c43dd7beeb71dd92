using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WsRpc.Tests;

/// <summary>Keeps what is logged; it may also do with it what a test says, throw for instance.</summary>
internal sealed class RecordingLogger : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<Entry> _entries = new();

    public Action<Entry> OnLog { get; set; } = _ => { };

    public IReadOnlyCollection<Entry> Entries => [.. _entries];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var entry = new Entry(logLevel, formatter(state, exception), exception);
        _entries.Enqueue(entry);
        OnLog(entry);
    }

    public void Dispose()
    {
    }

    public sealed record Entry(LogLevel Level, string Text, Exception? Exception);
}
