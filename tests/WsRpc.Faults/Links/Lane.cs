using System.Net.Sockets;

namespace WsRpc.Faults.Links;

/// <summary>
/// One direction of a link: octets in order, bounded, with a fault in front of one of them. It holds no pooled memory, so that
/// all that is counted there is the library's.
/// </summary>
internal sealed class Lane(Fault fault, Manners manners, int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MemoryStream _accepted = new();
    private TaskCompletionSource? _readable;
    private TaskCompletionSource? _writable;
    private Fault _fault = fault;
    private int _delivered;
    private Exception? _readError;
    private Exception? _writeError;
    private bool _ended;
    private bool _loses;
    private bool _stalls;

    /// <summary>Called once the fault has struck here, to let it strike elsewhere.</summary>
    public Action<FaultKind> OnStruck { get; set; } = _ => { };

    /// <summary>Completes when the fault strikes.</summary>
    public Task Struck => _struck.Task;

    /// <summary>What the reader has got.</summary>
    public byte[] Delivered
    {
        get
        {
            lock (_gate)
            {
                return _accepted.GetBuffer()[.._delivered];
            }
        }
    }

    private int Waiting => (int)_accepted.Length - _delivered;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        if (manners.AlwaysAsynchronous)
        {
            await Task.Yield();
        }

        while (!octets.IsEmpty)
        {
            var count = Take(octets.Span, out var room);
            if (room is not null)
            {
                await room.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            octets = octets[count..];
        }
    }

    /// <summary>Writes what goes at once; only a piece of it, if those are the manners, and then there may be room for more.</summary>
    public int Send(ReadOnlySpan<byte> octets) => Take(octets, out _);

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (manners.AlwaysAsynchronous)
        {
            await Task.Yield();
        }

        int count;
        while (!TryGive(buffer.Span, out count, out var arrival))
        {
            await arrival.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    /// <summary>Nothing more is written here: the reader sees the end behind what waits.</summary>
    public void End(Exception writeError) => Change(() =>
    {
        _ended = true;
        _writeError ??= writeError;
    });

    /// <summary>Nobody reads here any more: what waits is dropped.</summary>
    public void Abandon(Exception readError) => Change(() =>
    {
        _readError ??= readError;
        _writeError ??= BrokenPipe();
        _accepted.SetLength(_delivered);
    });

    public void Break() => Change(() =>
    {
        _readError ??= ConnectionReset();
        _writeError ??= ConnectionReset();
        _accepted.SetLength(_delivered);
    });

    /// <summary>Ends a stall: writing goes on.</summary>
    public void Release() => Change(() => _stalls = false);

    public static IOException BrokenPipe() => new("Broken pipe.", new SocketException((int)SocketError.Shutdown));

    private static IOException ConnectionReset() => new("Connection reset by peer.", new SocketException((int)SocketError.ConnectionReset));

    private void Change(Action change)
    {
        TaskCompletionSource? readable, writable;
        lock (_gate)
        {
            change();
            (readable, writable) = (_readable, _writable);
            (_readable, _writable) = (null, null);
        }

        readable?.TrySetResult();
        writable?.TrySetResult();
    }

    // How many octets were taken, and what to wait for before more can be.
    private int Take(ReadOnlySpan<byte> octets, out Task? room)
    {
        StrikeIfReached(reading: false);
        TaskCompletionSource? readable = null;
        int count;
        lock (_gate)
        {
            room = null;
            if (_writeError is not null)
            {
                throw _writeError;
            }

            if (_loses)
            {
                return octets.Length;
            }

            count = (int)Math.Min(Math.Min(octets.Length, manners.Capacity - Waiting), Piece(manners.MaxWrite));
            if (_fault.Kind != FaultKind.ReadFails)
            {
                count = (int)Math.Min(count, _fault.At - _accepted.Length);
            }

            if (_stalls || count == 0)
            {
                room = (_writable ??= NewWait()).Task;
                return 0;
            }

            _accepted.Write(octets[..count]);
            (readable, _readable) = (_readable, null);
        }

        readable?.TrySetResult();
        return count;
    }

    private bool TryGive(Span<byte> buffer, out int count, out Task arrival)
    {
        StrikeIfReached(reading: true);
        TaskCompletionSource? writable = null;
        lock (_gate)
        {
            arrival = Task.CompletedTask;
            count = 0;
            if (_readError is not null)
            {
                throw _readError;
            }

            if (Waiting == 0)
            {
                arrival = _ended ? arrival : (_readable ??= NewWait()).Task;
                return _ended;
            }

            count = Math.Min(Math.Min(buffer.Length, Waiting), _delivered < manners.SingleOctets ? 1 : Piece(manners.MaxRead));
            if (_fault.Kind == FaultKind.ReadFails)
            {
                count = (int)Math.Min(count, _fault.At - _delivered);
            }

            _accepted.GetBuffer().AsSpan(_delivered, count).CopyTo(buffer);
            _delivered += count;
            (writable, _writable) = (_writable, null);
        }

        writable?.TrySetResult();
        return true;
    }

    private void StrikeIfReached(bool reading)
    {
        var kind = FaultKind.None;
        lock (_gate)
        {
            if ((_fault.Kind == FaultKind.ReadFails) == reading && (reading ? _delivered : _accepted.Length) >= _fault.At)
            {
                kind = _fault.Kind;
            }
        }

        if (kind == FaultKind.None)
        {
            return;
        }

        Change(Strike);
        OnStruck(kind);
        _struck.TrySetResult();
    }

    // Once: only the one writer, or the one reader, gets here.
    private void Strike()
    {
        var kind = _fault.Kind;
        _fault = Fault.None;
        switch (kind)
        {
            case FaultKind.Cut or FaultKind.HalfClosedAndRefused:
                _ended = true;
                _writeError ??= BrokenPipe();
                break;
            case FaultKind.HalfClosed:
                _ended = true;
                _loses = true;
                break;
            case FaultKind.WriteFails:
                _writeError ??= new IOException("The write has failed.");
                break;
            case FaultKind.ReadFails:
                _readError ??= new IOException("The read has failed.");
                break;
            case FaultKind.Lost:
                _loses = true;
                break;
            case FaultKind.Stalled:
                _stalls = true;
                break;
        }
    }

    private int Piece(int max) => max == int.MaxValue ? max : _random.Next(1, max + 1);

    private TaskCompletionSource NewWait() => new(manners.ContinuesInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
}
