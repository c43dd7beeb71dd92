using System.Buffers;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>
/// The outgoing half of a connection: many writers, one at a time, append frames; whoever finds no flush running sends
/// everything that is there, and what is written meanwhile goes out with the next send. No timer, no queue of messages.
/// </summary>
internal sealed partial class FrameOutput : IThreadPoolWorkItem, IDisposable
{
    // A cork holds back at most this much: beyond it a longer batch gains nothing.
    private const int CorkBytes = 32 * 1024;

    // As many messages are enough for the peer to begin with: it works while this end goes on with its batch. Then twice as many, and so on.
    private const int CorkMessages = 32;

    private readonly Lock _gate = new();
    private readonly SliceWriter _writer;
    private readonly IDirectSender? _direct; // null as well for a client, whose messages are masked and so copied anyway
    private readonly WebSocketSender _sender;
    private readonly WebSocketConnectionOptions _options;
    private readonly Action<WebSocketClosed> _onFailed;
    private TaskCompletionSource? _drained;
    private int _inFlightBytes;
    private int _corkedThread;
    private int _corkedMessages; // written since the last flush under the cork
    private int _corkSize;
    private bool _flushing;
    private bool _watchingPeer;
    private bool _closed;
    private PingProgress _ping;

    public FrameOutput(Stream stream, WebSocketRole role, PerMessageDeflate? compression, WebSocketConnectionOptions options, Action<WebSocketClosed> onFailed)
    {
        _writer = new SliceWriter(stream);
        _direct = role == WebSocketRole.Server ? stream as IDirectSender : null;
        _sender = new WebSocketSender(role, role == WebSocketRole.Client ? MaskKeys.Shared : null, compression);
        _options = options;
        _onFailed = onFailed;
    }

    /// <summary>Octets that wait to be sent; read without the lock, so a moment old.</summary>
    public int Bytes => _sender.PendingBytes + _inFlightBytes;

    /// <summary>
    /// Enters the writer and opens a message. False, and not entered, when nothing more can be sent, or when it is another message's turn:
    /// one that is streamed, or waits behind it.
    /// </summary>
    public bool TryBeginMessage(WebSocketOpcode type, out IBufferWriter<byte> message, out bool isStreaming, int? expectedLength = null, bool compress = true)
    {
        message = _sender;
        _gate.Enter();
        isStreaming = _turns.IsTaken && !_closed;
        if (isStreaming)
        {
            _gate.Exit();
            return false;
        }

        if (!_closed && Bytes <= MaxBytes)
        {
            try
            {
                if (expectedLength is { } length)
                {
                    _sender.BeginMessage(type, length, compress);
                }
                else
                {
                    _sender.BeginMessage(type, compress);
                }

                return true;
            }
            catch
            {
                _gate.Exit(); // there was no memory for it, and there is no message to abandon
                throw;
            }
        }

        return ExitRefused();
    }

    /// <summary>Octets of the open message.</summary>
    public int MessageLength => _sender.MessageLength;

    public void EndMessage()
    {
        try
        {
            _sender.EndMessage();
        }
        catch
        {
            AbandonMessage();
            throw;
        }

        LeaveAndFlush();
    }

    /// <summary>Ends the message and opens another one without leaving the writer. After an exception it is left.</summary>
    public void BeginNextMessage(WebSocketOpcode type)
    {
        try
        {
            _sender.EndMessage();
            _sender.BeginMessage(type);
        }
        catch
        {
            if (_sender.InMessage)
            {
                _sender.AbandonMessage();
            }

            _gate.Exit();
            throw;
        }
    }

    public void AbandonMessage()
    {
        _sender.AbandonMessage();
        _gate.Exit();
    }

    public void WritePong(ReadOnlySpan<byte> data)
    {
        _gate.Enter();
        try
        {
            if (!_closed)
            {
                _sender.WritePong(data);
            }
        }
        finally
        {
            LeaveAndFlush();
        }
    }

    public void WritePing(ReadOnlySpan<byte> data)
    {
        _gate.Enter();
        try
        {
            if (!_closed)
            {
                _sender.WritePing(data);
                _ping = PingProgress.Queued;
            }
        }
        finally
        {
            LeaveAndFlush();
        }
    }

    /// <summary>Whether a ping was written that the stream has not taken yet. Read without the lock, so a moment old.</summary>
    public bool PingWaits => _ping != PingProgress.None;

    /// <summary>The last frame: nothing can be written after it, nor a second one.</summary>
    public void WriteClose(int code, string reason)
    {
        _gate.Enter();
        try
        {
            if (!_closed)
            {
                _closed = true;
                _turns.End();
                _sender.WriteClose(code, reason);
            }
        }
        finally
        {
            LeaveAndFlush();
        }
    }

    /// <summary>
    /// Holds back what this thread writes until <see cref="Uncork"/>, or until it is enough to send: n answers to a batch of n
    /// calls then cost few sends. What other threads write goes out at once, with all that was held back.
    /// </summary>
    public void Cork()
    {
        _corkedMessages = 0;
        _corkSize = CorkMessages;
        Volatile.Write(ref _corkedThread, Environment.CurrentManagedThreadId);
    }

    public void Uncork()
    {
        // Under the lock: another worker may do this while the corked one writes, and one of them must see the other.
        _gate.Enter();
        _corkedThread = 0;
        LeaveAndFlush();
    }

    void IThreadPoolWorkItem.Execute() => Uncork();

    /// <summary>Drops what is not sent and refuses the rest.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _sender.Dispose();
            _turns.End();
            ReleaseWaiters();
        }
    }

    // One message may be larger than this; behind that much, no further one is begun.
    private long MaxBytes => 16L * _options.OutgoingHighWaterBytes;

    private enum PingProgress : byte
    {
        None,
        Queued,
        InFlight,
    }
}
