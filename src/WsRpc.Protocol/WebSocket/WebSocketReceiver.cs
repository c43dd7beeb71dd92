using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// The receiving half of a WebSocket (RFC 6455 §5, §6.2): octets in, events out. Does no I/O and is not thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// The caller keeps the octets that arrived in a buffer of its own and offers them to <see cref="TryReceive"/> until that
/// returns <see langword="false"/>. It then drops what was consumed, reads more behind the rest, and offers the rest again.
/// The rest may move to another buffer but must not be changed: part of it may have been unmasked in place already.
/// </para>
/// <para>
/// A message in one frame is handed out as a slice of the caller's buffer, without a copy. A fragmented or a compressed one
/// is gathered in a pooled buffer that grows with what has arrived, never with what a header announces.
/// </para>
/// </remarks>
public sealed partial class WebSocketReceiver : IDisposable
{
    // What is unmasked at a time: validation, if it has to go over it too, finds it in the closest cache.
    private const int HotOctets = 16 * 1024;

    private readonly WebSocketRole _role;
    private readonly WebSocketLimits _limits;

    private PooledBuffer _assembly = new(); // what arrived of a fragmented message
    private IncomingMessage _message;
    private FrameHeader _frame;
    private bool _inFrame; // its header is consumed, its payload not yet
    private int _processed; // how many octets of that payload are unmasked and validated

    /// <summary>Creates the receiving half of one connection.</summary>
    /// <param name="role">This end's own role: a server demands masked frames, a client refuses them (RFC 6455 §5.1).</param>
    /// <param name="limits">What the other end may send at most.</param>
    /// <param name="deflate">What was agreed on compression; <see langword="null"/> when nothing was.</param>
    public WebSocketReceiver(WebSocketRole role, WebSocketLimits limits, PerMessageDeflate? deflate = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _role = role;
        _limits = limits;
        _longestWhole = Math.Min(limits.MaxMessageBytes, HotOctets);
        _inflater = deflate is null ? null : new MessageInflater(deflate, role == WebSocketRole.Server ? WebSocketRole.Client : WebSocketRole.Server);
    }

    /// <summary>
    /// After <see cref="TryReceive"/> returned <see langword="false"/>: how many octets beyond those offered the frame at hand
    /// still lacks, as far as its header tells; otherwise zero. A hint for the size of the next read. The peer chose it:
    /// no reason to allocate that much at once.
    /// </summary>
    public int BytesWanted { get; private set; }

    /// <summary>
    /// Whether the last event, a Close or a Violation, has been reported (or the receiver disposed). Everything that arrives
    /// from then on is consumed and dropped (RFC 6455 §5.5.1, §7.1.7).
    /// </summary>
    public bool IsClosed { get; private set; }

    /// <summary>Takes the next event out of <paramref name="input"/>.</summary>
    /// <param name="input">
    /// All that is buffered: first the octets the previous call did not consume, unmodified, then what has arrived since.
    /// Payloads are unmasked in place.
    /// </param>
    /// <param name="consumed">
    /// How many octets at the front of <paramref name="input"/> are done with; may be more than zero without an event. The
    /// payload of the event may lie among them.
    /// </param>
    /// <param name="received">The event. Its payload is valid until the next call.</param>
    /// <returns><see langword="false"/> if more octets are needed, or everything was dropped because of <see cref="IsClosed"/>.</returns>
    /// <exception cref="InvalidOperationException">A message is at hand that is received in parts.</exception>
    public bool TryReceive(Memory<byte> input, out int consumed, out WebSocketEvent received)
    {
        consumed = 0;
        received = default;
        BytesWanted = 0;
        return TryReceiveWhole(input, ref consumed, ref received) || TryReceiveStepwise(input, inParts: false, ref consumed, ref received);
    }

    /// <summary>Returns pooled memory, the payload of the last event with it. What is offered afterwards is dropped.</summary>
    public void Dispose()
    {
        IsClosed = true;
        _assembly.Release();
        _inflater?.Dispose();
    }

    /// <summary>Whatever arrives, in whatever pieces: header, payload, and what each of them ends.</summary>
    private bool TryReceiveStepwise(Memory<byte> input, bool inParts, ref int consumed, ref WebSocketEvent received)
    {
        if (!_message.IsOpen)
        {
            _assembly.Release(); // held the message that the previous call handed out
        }

        if (IsClosed)
        {
            consumed = input.Length;
            return false;
        }

        if (_message.IsOpen && _inParts != inParts)
        {
            throw new InvalidOperationException("A message is at hand that is received the other way: as a whole, or in parts.");
        }

        var progress = Progress.Continue;
        while (progress == Progress.Continue)
        {
            progress = !_inFrame ? ReadHeader(input.Span[consumed..], inParts, ref consumed, ref received)
                : inParts && !_frame.IsControl ? ContinueParts(input[consumed..], ref consumed, ref received)
                : _message.IsCompressed && !_frame.IsControl ? ReadCompressed(input[consumed..], ref consumed, ref received)
                : ReadPayload(input[consumed..], ref consumed, ref received);
        }

        if (received.Kind is WebSocketEventKind.Close or WebSocketEventKind.Violation)
        {
            Dispose();
            consumed = received.Kind == WebSocketEventKind.Violation ? input.Length : consumed;
        }

        return progress == Progress.Event;
    }

    private Progress ReadHeader(ReadOnlySpan<byte> input, bool inParts, ref int consumed, ref WebSocketEvent received)
    {
        var status = FrameHeaderReader.Read(input, _role, _inflater is not null, out _frame, out var headerLength, out var violation);
        if (status == OperationStatus.NeedMoreData)
        {
            BytesWanted = headerLength - input.Length;
            return Progress.MoreWanted;
        }

        if (status != OperationStatus.Done || (!_frame.IsControl && !_message.TryBeginFrame(_frame, inParts ? null : _limits, out violation)))
        {
            return Fail(violation, ref received);
        }

        consumed += headerLength;
        _processed = 0;
        _inFrame = true;
        if (!_frame.IsControl)
        {
            _inParts = inParts;
            _remaining = _frame.PayloadLength;
            _phase = 0;
        }

        return Progress.Continue;
    }

    private Progress ReadPayload(Memory<byte> input, ref int consumed, ref WebSocketEvent received)
    {
        var length = (int)_frame.PayloadLength; // no more than MaxMessageBytes
        var isFragment = _frame.IsFragment;
        var waiting = isFragment ? 0 : _processed; // a fragment's octets move on as they come, others stay with the caller
        var piece = input.Span.Slice(waiting, Math.Min(length - _processed, input.Length - waiting));
        if (!TryProcess(piece))
        {
            return Fail(FramingViolations.TextNotUtf8, ref received);
        }

        if (isFragment)
        {
            // More of the message may have arrived behind this piece, but no more than the message may have.
            _assembly.Reserve((int)Math.Min(input.Length, (long)piece.Length + _message.Budget));
            _assembly.Append(piece);
            consumed += piece.Length;
        }

        if (_processed < length)
        {
            BytesWanted = length - _processed;
            return Progress.MoreWanted;
        }

        _inFrame = false;
        if (!isFragment)
        {
            consumed += length;
        }

        return EndFrame(isFragment ? _assembly.Memory : input[..length], ref received);
    }

    /// <summary>Unmasks and validates the next octets of the payload: each once, as soon as it is there.</summary>
    private bool TryProcess(Span<byte> piece)
    {
        for (; _frame.IsMasked && piece.Length > HotOctets; piece = piece[HotOctets..])
        {
            if (!TryProcessHot(piece[..HotOctets]))
            {
                return false;
            }
        }

        return TryProcessHot(piece);
    }

    private bool TryProcessHot(Span<byte> piece)
    {
        var isAscii = _frame.IsMasked && Masking.ApplyAndTestAscii(piece, _frame.MaskKey, _processed);
        _processed += piece.Length;
        return _frame.IsControl || _message.TryAppend(piece, isAscii);
    }

    private Progress EndFrame(ReadOnlyMemory<byte> payload, ref WebSocketEvent received)
    {
        if (!_frame.IsFinal)
        {
            return Progress.Continue;
        }

        if (!_frame.IsControl)
        {
            var type = _message.Type;
            if (!_message.TryEnd())
            {
                return Fail(FramingViolations.TextNotUtf8, ref received);
            }

            received = WebSocketEvent.OfMessage(type, payload);
            return Progress.Event;
        }

        received = _frame.Opcode switch
        {
            WebSocketOpcode.Ping => WebSocketEvent.OfPing(payload),
            WebSocketOpcode.Pong => WebSocketEvent.OfPong(payload),
            _ => CloseBody.Read(payload),
        };
        return Progress.Event;
    }

    private static Progress Fail(ProtocolViolation violation, ref WebSocketEvent received)
    {
        received = WebSocketEvent.OfViolation(violation);
        return Progress.Event;
    }

    private enum Progress
    {
        Continue,
        MoreWanted,
        Event,
    }
}
