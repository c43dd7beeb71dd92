using System.Net.Sockets;

namespace WsRpc.Conformance;

/// <summary>What came from the peer under test, in order, and how it ended.</summary>
internal sealed class Transcript
{
    private readonly Lock _gate = new();
    private readonly List<Frame> _received = [];
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Whole messages and Pongs.</summary>
    public IReadOnlyList<Frame> Received => _received;

    /// <summary>The peer's Close frame.</summary>
    public Frame? Close { get; private set; }

    /// <summary>Whether the peer had closed, in whatever way, before the fuzzing peer sent a Close frame.</summary>
    public bool ClosedFirst { get; private set; }

    /// <summary>Whether the peer has ended its way of the TCP connection.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Why the peer is no WebSocket endpoint, or that it broke off with a reset.</summary>
    public string? Malformed { get; private set; }

    public bool WasReset { get; private set; }

    public bool IsOver => Close is not null || HasEnded || Malformed is not null;

    /// <summary>Reads to the end.</summary>
    /// <param name="reader">The peer's frames.</param>
    /// <param name="hasClosed">Whether the fuzzing peer has sent a Close frame.</param>
    /// <param name="answerClose">What it does when one comes.</param>
    public async Task WriteDownAsync(FrameReader reader, Func<bool> hasClosed, Func<Task> answerClose)
    {
        try
        {
            while (await reader.ReadAsync() is { } frame)
            {
                var wasOver = IsOver;
                Note(() => Add(frame, hasClosed()));
                if (frame.Opcode == Opcode.Close && !wasOver)
                {
                    await answerClose();
                }
            }
        }
        catch (Exception exception) when (exception is MalformedFrameException or DeflateException)
        {
            Note(() => Malformed ??= exception.Message);
        }
        catch (SocketException)
        {
            Note(() => WasReset = true);
        }
        catch (ObjectDisposedException)
        {
            // The fuzzing peer has seen enough.
        }

        Note(() =>
        {
            ClosedFirst |= !IsOver && !hasClosed();
            HasEnded = true;
        });
    }

    /// <summary>Waits until something is so.</summary>
    /// <returns>Whether it became so in time.</returns>
    public async Task<bool> BecomesAsync(Func<Transcript, bool> condition, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (condition(this))
                {
                    return true;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (limit.IsCancellationRequested)
            {
                return condition(this);
            }
        }
    }

    /// <summary>Whole messages and Pongs, which are forgotten: what comes later is counted anew.</summary>
    public IReadOnlyList<Frame> Take()
    {
        lock (_gate)
        {
            Frame[] taken = [.. _received];
            _received.Clear();
            return taken;
        }
    }

    private void Add(Frame frame, bool fuzzerHasClosed)
    {
        if (Close is not null)
        {
            Malformed ??= "The peer sent a frame behind its Close (§5.5.1).";
        }
        else if (frame.Opcode == Opcode.Close)
        {
            Close = frame;
            ClosedFirst = !fuzzerHasClosed;
        }
        else
        {
            _received.Add(frame);
        }
    }

    private void Note(Action what)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            what();
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
