using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// The sending half of a WebSocket (RFC 6455 §5, §6.1): writes frames, back to back, into one pooled outgoing buffer. Does no
/// I/O and is not thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// A message is written straight behind room kept for its header: <see cref="BeginMessage(WebSocketOpcode, int, bool)"/>, then
/// <see cref="Write"/> or the members of <see cref="IBufferWriter{T}"/>, then <see cref="EndMessage"/>;
/// <see cref="EndFragment"/> in between sends what is there ahead of the rest. <see cref="TakePending"/> hands all finished
/// frames over, to be sent in one go.
/// </para>
/// <para>
/// A call at the wrong moment is a mistake of ours: it throws <see cref="InvalidOperationException"/> and changes nothing.
/// No buffer is held while nothing is pending.
/// </para>
/// </remarks>
public sealed partial class WebSocketSender : IBufferWriter<byte>, IDisposable
{
    private const int NoFrame = -1;

    private readonly IMaskKeySource? _maskKeys; // null for a server, which does not mask

    private PooledBuffer _buffer = new();
    private int _reserved; // room kept for the header of the open frame or, if there is none, for that of the next
    private int _frameStart = NoFrame; // where the open frame begins in the buffer
    private WebSocketOpcode _nextOpcode; // of the open frame or, between fragments, of the next one
    private bool _fragmented; // part of the message at hand is finished and cannot be taken back
    private bool _closeWritten;
    private bool _disposed;

    /// <summary>Creates the sending half of one connection.</summary>
    /// <param name="role">This end's own role: a client masks every frame (RFC 6455 §5.1).</param>
    /// <param name="maskKeys">Gives a client its masking keys; not used by a server.</param>
    /// <param name="deflate">What was agreed on compression; <see langword="null"/> when nothing was.</param>
    /// <exception cref="ArgumentNullException">A client without <paramref name="maskKeys"/>.</exception>
    public WebSocketSender(WebSocketRole role, IMaskKeySource? maskKeys, PerMessageDeflate? deflate = null)
    {
        if (role == WebSocketRole.Client)
        {
            ArgumentNullException.ThrowIfNull(maskKeys);
            _maskKeys = maskKeys;
        }

        _deflater = MessageDeflater.Of(deflate, role);
        _reserved = FrameHeader.LengthFor(IsMasked, payloadLength: 0);
    }

    /// <summary>Whether a message has begun and not yet ended.</summary>
    public bool InMessage { get; private set; }

    /// <summary>Octets of payload in the frame at hand; zero between fragments and outside a message.</summary>
    public int MessageLength => IsFrameOpen ? _buffer.Length - PayloadStart : 0;

    /// <summary>Octets of finished frames that <see cref="TakePending"/> would hand over.</summary>
    public int PendingBytes
    {
        get
        {
            // Looked at once: others read this while a frame ends.
            var start = _frameStart;
            return start == NoFrame ? _buffer.Length : start;
        }
    }

    private bool IsMasked => _maskKeys is not null;

    private bool IsFrameOpen => _frameStart != NoFrame;

    private int PayloadStart => _frameStart + _reserved;

    /// <summary>Begins a message of a length not known yet. It is taken to be much like the one before.</summary>
    /// <param name="opcode"><see cref="WebSocketOpcode.Text"/>, whose payload has to be UTF-8, or <see cref="WebSocketOpcode.Binary"/>.</param>
    /// <param name="compress">Whether the message may be compressed, where that was agreed.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another opcode.</exception>
    /// <exception cref="InvalidOperationException">A message is at hand, or a Close frame was written.</exception>
    /// <exception cref="ObjectDisposedException">The sender is disposed.</exception>
    public void BeginMessage(WebSocketOpcode opcode, bool compress = true) => BeginMessage(opcode, _reserved, room: 0, compress);

    /// <summary>
    /// Begins a message of a known length: room is made at once, for the header just as much as it needs. A wrong length does
    /// no harm, but a copy.
    /// </summary>
    /// <param name="opcode"><see cref="WebSocketOpcode.Text"/>, whose payload has to be UTF-8, or <see cref="WebSocketOpcode.Binary"/>.</param>
    /// <param name="expectedLength">How many octets of payload will be written.</param>
    /// <param name="compress">Whether the message may be compressed, where that was agreed.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another opcode, or a negative length.</exception>
    /// <exception cref="InvalidOperationException">A message is at hand, or a Close frame was written.</exception>
    /// <exception cref="ObjectDisposedException">The sender is disposed.</exception>
    public void BeginMessage(WebSocketOpcode opcode, int expectedLength, bool compress = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedLength);
        BeginMessage(opcode, FrameHeader.LengthFor(IsMasked, expectedLength), expectedLength, compress);
    }

    /// <summary>Appends to the message at hand.</summary>
    /// <param name="payload">Octets to copy.</param>
    /// <exception cref="InvalidOperationException">No message is at hand.</exception>
    public void Write(ReadOnlySpan<byte> payload)
    {
        OpenFrame();
        _buffer.Append(payload);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No message is at hand.</exception>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        OpenFrame();
        return _buffer.GetMemory(sizeHint);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No message is at hand.</exception>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        OpenFrame();
        return _buffer.GetSpan(sizeHint);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No frame is at hand, so no room was asked for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More than the room that was given, or negative.</exception>
    public void Advance(int count)
    {
        ThrowIf(!IsFrameOpen, "No room was asked for.");
        _buffer.Advance(count);
    }

    /// <summary>
    /// Finishes the frame at hand as a fragment (RFC 6455 §5.4). What is written next goes into a continuation frame; until
    /// then control frames may be written and finished frames taken.
    /// </summary>
    /// <exception cref="InvalidOperationException">No message is at hand.</exception>
    public void EndFragment()
    {
        OpenFrame();
        CloseFrame(isFinal: false);
        _fragmented = true;
    }

    /// <summary>Finishes the frame and the message at hand.</summary>
    /// <exception cref="InvalidOperationException">No message is at hand.</exception>
    public void EndMessage()
    {
        OpenFrame();
        CloseFrame(isFinal: true);
        InMessage = false;
    }

    /// <summary>Takes the message at hand back: nothing of it goes out.</summary>
    /// <exception cref="InvalidOperationException">No message is at hand, or fragments of it are finished already.</exception>
    public void AbandonMessage()
    {
        ThrowIf(!InMessage, "No message is being written.");
        ThrowIf(_fragmented, "Fragments of the message are finished already.");
        _buffer.Truncate(_frameStart);
        _frameStart = NoFrame;
        InMessage = false;
    }

    /// <summary>Hands the finished frames over, with the buffer they are in; the sender starts a new one at need.</summary>
    /// <returns>The octets, none if nothing is pending. The caller disposes them when they are sent.</returns>
    /// <exception cref="InvalidOperationException">A frame is at hand.</exception>
    public OutgoingOctets TakePending()
    {
        ThrowIf(IsFrameOpen, "A frame is being written.");
        return _buffer.Detach();
    }

    /// <summary>
    /// Hands over what is pending and, behind it, the header of a message in one frame. The payload goes out right behind it,
    /// from wherever it lies: that is the caller's business.
    /// </summary>
    /// <param name="opcode"><see cref="WebSocketOpcode.Text"/>, whose payload has to be UTF-8, or <see cref="WebSocketOpcode.Binary"/>.</param>
    /// <param name="payloadLength">Octets of payload.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another opcode, or a negative length.</exception>
    /// <exception cref="InvalidOperationException">A message is at hand, a Close frame was written, or this is a client, whose payloads are masked.</exception>
    /// <exception cref="ObjectDisposedException">The sender is disposed.</exception>
    public OutgoingOctets TakePendingWithHeader(WebSocketOpcode opcode, int payloadLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(payloadLength);
        ThrowIfNoMessageMayFollow(opcode);
        ThrowIf(IsMasked, "A client masks its payloads.");
        var header = new FrameHeader(opcode, IsFinal: true, IsMasked: false, MaskKey: 0, payloadLength);
        FrameHeaderWriter.Write(_buffer.GetSpan(header.Length), header);
        _buffer.Advance(header.Length);
        return _buffer.Detach();
    }

    /// <summary>Drops what is pending. Nothing can be written afterwards.</summary>
    public void Dispose()
    {
        _disposed = true;
        InMessage = false;
        _frameStart = NoFrame;
        _buffer.Release();
        _deflater?.Dispose();
    }

    private void BeginMessage(WebSocketOpcode opcode, int reserved, int room, bool mayCompress)
    {
        ThrowIfNoMessageMayFollow(opcode);
        _buffer.Reserve(checked(reserved + room));
        _reserved = reserved;
        _nextOpcode = opcode;
        _fragmented = false;
        _mayCompress = mayCompress;
        InMessage = true;
        OpenFrame();
    }

    private void OpenFrame()
    {
        ThrowIf(!InMessage, "No message is being written.");
        if (!IsFrameOpen)
        {
            _buffer.Reserve(_reserved);
            _frameStart = _buffer.Length;
            _buffer.Advance(_reserved);
        }
    }

    private void CloseFrame(bool isFinal)
    {
        var begins = !_fragmented;
        if (_deflater is not null)
        {
            DeflateFrame(begins, isFinal);
        }

        var header = new FrameHeader(_nextOpcode, isFinal, IsMasked, _maskKeys?.NextKey() ?? 0, MessageLength) { IsCompressed = _compresses && begins };
        if (header.Length != _reserved)
        {
            _buffer.Shift(PayloadStart, header.Length - _reserved); // frames follow each other without a gap
            _reserved = header.Length;
        }

        Finish(_buffer.SpanFrom(_frameStart), header);
        _frameStart = NoFrame;
        _nextOpcode = WebSocketOpcode.Continuation; // §5.4
    }

    /// <summary>Puts the header in front of a payload that is in its place, and masks it.</summary>
    private static void Finish(Span<byte> frame, in FrameHeader header)
    {
        FrameHeaderWriter.Write(frame, header);
        if (header.IsMasked)
        {
            Masking.Apply(frame[header.Length..], header.MaskKey, offset: 0);
        }
    }

    private void ThrowIfNoMessageMayFollow(WebSocketOpcode opcode)
    {
        if (opcode is not (WebSocketOpcode.Text or WebSocketOpcode.Binary))
        {
            throw new ArgumentOutOfRangeException(nameof(opcode), opcode, "A message is Text or Binary.");
        }

        ThrowIfNoFrameMayFollow();
        ThrowIf(InMessage, "A message is being written already.");
    }

    private void ThrowIfNoFrameMayFollow()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ThrowIf(_closeWritten, "A Close frame was written; no frame may follow it."); // §5.5.1
    }

    private static void ThrowIf([DoesNotReturnIf(true)] bool misuse, string message)
    {
        if (misuse)
        {
            throw new InvalidOperationException(message);
        }
    }
}
