using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;

namespace WsRpc.Faults.Talks;

/// <summary>
/// One end of a conversation: opens, does its part, and ends in whatever way. It lets documented failures pass and no others:
/// its <see cref="Life"/> faults with the first exception that is not documented.
/// </summary>
internal abstract class End(FaultyStream stream, FakeTimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _opening = new(TimeSpan.FromSeconds(15), clock);
    private bool _open;
    private bool _openingOver;
    private int? _closeOnceOpen;
    private Task _closing = Task.CompletedTask;

    public Task Life { get; private set; } = Task.CompletedTask;

    public FaultyStream Stream => stream;

    /// <summary>The codes this end has closed with, or was about to.</summary>
    public List<int> OwnCodes { get; } = [];

    public bool HasAborted { get; private set; }

    /// <summary>Whether the opening handshake went through.</summary>
    public bool HasOpened => _open;

    /// <summary>Whether it is a connection of ours, and not one that a test plays.</summary>
    public virtual bool IsUnderTest => true;

    /// <summary>Whether all that this end set out to do has succeeded.</summary>
    public bool HasSucceeded { get; protected set; }

    /// <summary>How the connection ended; null where there was none, or where it is not under test.</summary>
    public abstract WebSocketClosed? Closed { get; }

    public void Start() => Life = Task.Run(RunAsync);

    public void Abort()
    {
        lock (_gate)
        {
            HasAborted = true;
            if (!_openingOver)
            {
                _opening.Cancel();
            }

            if (_open)
            {
                Cut();
            }
        }
    }

    /// <summary>Begins to close in an orderly way, once there is something to close; part of its <see cref="Life"/>.</summary>
    public void Close(int code)
    {
        lock (_gate)
        {
            _closeOnceOpen = code;
            if (_open)
            {
                _closing = TrackedCloseAsync(code);
            }
        }
    }

    /// <summary>What nothing may hold on to afterwards.</summary>
    public virtual void LeaveTo(Remains remains) => remains.Add(stream);

    /// <summary>What becomes so just behind the end.</summary>
    public virtual Task Settle(TimeSpan limit) => Eventually.Is(() => stream.IsDisposed, limit, "the stream");

    protected abstract Task OpenAsync(CancellationToken cancellationToken);

    protected abstract Task TalkAsync();

    protected abstract void Cut();

    protected abstract Task OrderlyCloseAsync(int code);

    protected async Task TrackedCloseAsync(int code)
    {
        lock (OwnCodes)
        {
            OwnCodes.Add(code);
        }

        await OrderlyCloseAsync(code);
    }

    private async Task RunAsync()
    {
        try
        {
            await OpenAsync(_opening.Token);
            lock (_gate)
            {
                _open = true;
                if (HasAborted)
                {
                    Cut();
                }

                if (_closeOnceOpen is { } code)
                {
                    _closing = TrackedCloseAsync(code);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // As whoever dials or accepts does.
            await stream.DisposeAsync();
            return;
        }
        finally
        {
            lock (_gate)
            {
                _openingOver = true;
                _opening.Dispose();
            }
        }

        await TalkAsync();
        await _closing;
    }
}
