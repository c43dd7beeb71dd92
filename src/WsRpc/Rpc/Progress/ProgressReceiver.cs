using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc;

/// <summary>Someone on this end who is told of progress until the call has ended.</summary>
internal abstract class ProgressReceiver(RpcSession session) : IDisposable
{
    /// <summary>What the peer knows it by; set once, before the peer is told.</summary>
    public long Token { get; set; }

    protected RpcSession Session => session;

    /// <summary>Takes a report of the peer, on the thread that delivers messages, which is left for foreign code.</summary>
    public abstract void Accept(ReadOnlySpan<byte> report);

    public void Dispose()
    {
        session.Progress.Remove(Token);
        End();
    }

    protected abstract void End();
}

/// <inheritdoc/>
internal sealed class ProgressReceiver<T>(RpcSession session, string method, IProgress<T> progress, JsonTypeInfo<T> type) : ProgressReceiver(session)
{
    // Who takes so long to look at a report is not interested in each.
    private const int MaxWaiting = 256;

    private readonly Lock _gate = new();
    private readonly Queue<T> _waiting = new();
    private bool _isReporting;
    private bool _hasEnded;

    public override void Accept(ReadOnlySpan<byte> report)
    {
        T value;
        try
        {
            value = JsonSerializer.Deserialize(report, type)!;
        }
        catch (Exception exception)
        {
            Log.ProgressNotRead(Session.Settings.Logger, exception, Session.Connection.Id, method);
            return;
        }

        if (TryBegin(value))
        {
            Session.EnterUserCode();
            ReportWaiting();
        }
    }

    protected override void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
            _waiting.Clear();
        }
    }

    // A report that blocks leaves the connection to another thread, and the reports behind it wait here.
    private bool TryBegin(T value)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return false;
            }

            if (_waiting.Count == MaxWaiting)
            {
                _waiting.Dequeue();
            }

            _waiting.Enqueue(value);
            return !_isReporting && (_isReporting = true);
        }
    }

    private void ReportWaiting()
    {
        while (TryTake(out var value))
        {
            try
            {
                progress.Report(value);
            }
            catch (Exception exception)
            {
                Log.ProgressFailed(Session.Settings.Logger, exception, Session.Connection.Id, method);
            }
        }
    }

    private bool TryTake([MaybeNullWhen(false)] out T value)
    {
        lock (_gate)
        {
            return _waiting.TryDequeue(out value) || (_isReporting = false);
        }
    }
}
