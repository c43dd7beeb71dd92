using System.Collections.Concurrent;

namespace WsRpc.Interop.Tests;

/// <summary>What peers say, each under a name of its own; the first report of a name counts.</summary>
internal sealed class Reports
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _reports = new();

    public void Add(string id, string report) => Of(id).TrySetResult(report);

    public Task<string> HearAsync(string id) => Of(id).Task.Within();

    private TaskCompletionSource<string> Of(string id) =>
        _reports.GetOrAdd(id, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
}
