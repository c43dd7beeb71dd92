using System.Collections.Concurrent;
using System.Diagnostics;

namespace WsRpc.Tests.Telemetry;

/// <summary>Wants all spans of the library, and keeps those that have ended.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "WsRpc",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public async Task<Activity> Of(ActivityKind kind, string name)
    {
        await InTime.Until(() => _spans.Any(IsIt));
        return _spans.Single(IsIt);

        bool IsIt(Activity span) => span.Kind == kind && span.DisplayName == name;
    }

    public void Dispose() => _listener.Dispose();
}
