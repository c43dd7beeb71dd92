namespace WsRpc;

/// <summary>
/// A thread that waits for sockets and runs what waits for them, there and then: no queue and no other thread in between.
/// Runs for as long as the process.
/// </summary>
internal sealed class EpollLoop : TransferableLoop
{
    private readonly int _epoll;
    private readonly EpollEvents _events = new();
    private readonly Lock _gate = new();
    private IEpollTarget?[] _targets = new IEpollTarget?[64]; // by descriptor
    private LoopTurn? _turn; // the worker's
    private int _next;

    /// <exception cref="IOException">The process has no descriptors left.</exception>
    public EpollLoop()
    {
        _epoll = Libc.epoll_create1(Libc.EPOLL_CLOEXEC);
        if (_epoll < 0)
        {
            throw SocketErrors.Last();
        }
    }

    /// <summary>Whether the system has what a loop needs.</summary>
    public static bool IsSupported
    {
        get
        {
            try
            {
                var epoll = Libc.epoll_create1(Libc.EPOLL_CLOEXEC);
                return epoll >= 0 && Libc.close(epoll) == 0;
            }
            catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
            {
                return false;
            }
        }
    }

    /// <exception cref="IOException">The system has no thread for it.</exception>
    public void Start()
    {
        if (!LoopThread.TryStart(out var thread))
        {
            throw new IOException("There is no thread to wait for sockets on.");
        }

        thread.Give(this);
        BlockedLoopWatch.Shared.AddForGood(this);
    }

    /// <summary>Waits for <paramref name="wanted"/>, where <paramref name="before"/> was waited for so far.</summary>
    /// <exception cref="IOException">The system has no memory left for it.</exception>
    public void Change(IEpollTarget target, EpollInterest before, EpollInterest wanted)
    {
        if (before == EpollInterest.None)
        {
            lock (_gate)
            {
                if (_targets.Length <= target.Descriptor)
                {
                    Array.Resize(ref _targets, Math.Max(_targets.Length * 2, target.Descriptor + 1));
                }

                _targets[target.Descriptor] = target;
            }
        }

        var operation = before == EpollInterest.None ? Libc.EPOLL_CTL_ADD
            : wanted == EpollInterest.None ? Libc.EPOLL_CTL_DEL
            : Libc.EPOLL_CTL_MOD;
        if (!EpollEvents.Control(_epoll, operation, target.Handle, target.Descriptor, wanted))
        {
            var failure = SocketErrors.Last();
            if (before == EpollInterest.None)
            {
                Remove(target);
            }

            throw failure;
        }

        if (wanted == EpollInterest.None)
        {
            Remove(target); // or the loop would keep alive what nobody else does
        }
    }

    /// <summary>Forgets a socket before its descriptor is closed, and may be another's.</summary>
    public void Remove(IEpollTarget target)
    {
        lock (_gate)
        {
            if (target.Descriptor < _targets.Length && _targets[target.Descriptor] == target)
            {
                _targets[target.Descriptor] = null;
            }
        }
    }

    public override bool ServesMany => true;

    public override void Run()
    {
        // A worker that is stuck has perhaps left something for the end of its turn.
        _turn?.EndForGood();
        var turn = _turn = LoopTurn.BeginOnThisThread();
        var context = ExecutionContext.Capture();
        while (true)
        {
            if (_next >= _events.Count)
            {
                RestoreThread();
                _events.Wait(_epoll);
                _next = 0;
            }

            while (_next < _events.Count)
            {
                var (ready, descriptor) = _events[_next++];
                var number = BeginTurn();
                var target = Volatile.Read(ref _targets)[descriptor];
                EnterUserCode();
                BlockedLoopWatch.Shared.NoteThatLoopsRun();
                target?.OnReady(ready);
                turn.End();

                Restore(context);
                if (!TryEndTurn(number))
                {
                    LoopTurn.Leave();
                    return;
                }
            }
        }
    }

    // As the pool does with its threads.
    private static void RestoreThread()
    {
        var thread = Thread.CurrentThread;
        if (thread.Priority != ThreadPriority.Normal)
        {
            thread.Priority = ThreadPriority.Normal;
        }

        if (!thread.IsBackground)
        {
            thread.IsBackground = true;
        }
    }
}
