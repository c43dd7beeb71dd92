namespace WsRpc;

/// <summary>
/// A call of ours that waits for its answer. Whoever takes it out of <see cref="OutgoingCalls"/> ends it, once:
/// the answer, its cancellation, or the end of the connection.
/// </summary>
internal abstract class PendingCall
{
    private CancellationTokenRegistration _registration;
    private ICallCanceller? _canceller;
    private volatile bool _hasEnded;

    /// <summary>The id on the wire; 0 before the call is in the table.</summary>
    public long Id { get; set; }

    /// <summary>The wire name of the method.</summary>
    public string Method { get; private set; } = "";

    /// <summary>Who observes it; mostly nobody.</summary>
    public ICallTrace? Trace { get; set; }

    /// <summary>The failures that the method declares; null for none.</summary>
    public RpcFaults? Faults { get; private set; }

    /// <summary>What ends with it; null for nothing.</summary>
    public CallScope? Scope { get; set; }

    /// <summary>How many items of a stream in its result its request lets be sent unasked.</summary>
    public int Credit { get; set; }

    /// <summary>The session that alone may send it: where that cannot, it fails instead of waiting for another one. Null for none.</summary>
    public object? Home { get; set; }

    /// <summary>What goes before its request; null for nothing.</summary>
    public SentOctets? SentOctets { get; set; }

    /// <summary>What came before its answer; null for nothing.</summary>
    public ReceivedOctets? ReceivedOctets { get; set; }

    /// <summary>Whether its result is a stream of octets.</summary>
    public virtual bool ReadsStream => false;

    /// <summary>The stream that its result stands for.</summary>
    public Stream? ReceivedStream { get; set; }

    public CancellationToken CancellationToken { get; private set; }

    /// <summary>How long it may take.</summary>
    public CallTime Time { get; private set; }

    /// <summary>When its time is over, as the session counts it; 0 when it may take as long as it does.</summary>
    public long Due { get; set; }

    /// <summary>What it was made from within, as its session knows it.</summary>
    public object? Origin { get; set; }

    /// <summary>Whether it may end before its request is written.</summary>
    public bool MayEndEarly => CancellationToken.CanBeCanceled || Due != 0 || IsBatched;

    /// <summary>Whether it goes in a batch, so that its request is written later than it is made.</summary>
    public bool IsBatched { get; set; }

    /// <summary>Whether the request may have been written; known to whoever has taken the call out of the table.</summary>
    public bool IsSent { get; set; }

    public void Begin(string method, ICallCanceller canceller, CancellationToken cancellationToken, CallTime time = default, RpcFaults? faults = null)
    {
        Faults = faults;
        Time = time;
        Method = method;
        _canceller = canceller;
        CancellationToken = cancellationToken;
    }

    /// <summary>The call, begun but not sent, goes to somebody else: who cancels it, and under what id, is new.</summary>
    public void MoveTo(ICallCanceller canceller)
    {
        Id = 0;
        Origin = null;
        IsSent = false;

        // Whoever cancels it sees no id of one canceller at another.
        Volatile.Write(ref _canceller, canceller);
    }

    /// <summary>From here on cancellation ends the call. It may do so before this returns. Once a call is enough.</summary>
    public void WatchCancellation()
    {
        if (_registration != default)
        {
            return;
        }

        _registration = CancellationToken.UnsafeRegister(static state => ((PendingCall)state!).Cancel(), this);

        // With the fence of StopWatching: either it sees the registration, or this sees that the call has ended.
        Interlocked.MemoryBarrier();
        if (_hasEnded)
        {
            _registration.Dispose();
        }
    }

    /// <summary>Reads the result; the octets are not needed afterwards. An exception means that they do not fit.</summary>
    public abstract void ReadResult(ReadOnlySpan<byte> json);

    /// <summary>The same, for results that refer to something of the session that has received them.</summary>
    public virtual void ReadResult(ReadOnlySpan<byte> json, ICallCanceller session) => ReadResult(json);

    /// <summary>Ends the call with the result read. Runs what awaits it: foreign code.</summary>
    public void Complete()
    {
        Trace?.End(null);
        Scope?.Succeed();
        Scope?.Dispose();
        Succeed();
    }

    /// <summary>Ends the call with an error. Runs what awaits it: foreign code.</summary>
    public void Fail(Exception exception)
    {
        Trace?.End(exception);
        Scope?.Dispose();
        EndWith(exception);
    }

    /// <summary>Gives the caller the result.</summary>
    protected abstract void Succeed();

    /// <summary>Gives the caller the error.</summary>
    protected abstract void EndWith(Exception exception);

    /// <summary>
    /// The call ends: its token, which may live as long as the program, lets go of it. Waits for a cancellation that is
    /// running on another thread, so that none can reach the object's next call.
    /// </summary>
    protected void StopWatching()
    {
        if (CancellationToken.CanBeCanceled)
        {
            _hasEnded = true;
            Interlocked.MemoryBarrier();
            _registration.Dispose();
        }
    }

    protected virtual void Reset()
    {
        Id = 0;
        Method = "";
        _canceller = null;
        _hasEnded = false;
        CancellationToken = default;
        IsSent = false;
        Due = 0;
        Origin = null;
        IsBatched = false;
        Faults = null;
        Trace = null;
        Scope = null;
        Credit = 0;
        Home = null;
        SentOctets = null;
        ReceivedOctets = null;
        ReceivedStream = null;
        _registration = default;
    }

    private void Cancel() => Volatile.Read(ref _canceller)!.Cancel(this);
}
