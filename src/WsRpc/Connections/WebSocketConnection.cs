using System.Buffers;
using System.Net;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>
/// A WebSocket (RFC 6455) over any duplex stream: messages in, messages out, whole or piece by piece, pings answered, a peer that is gone
/// noticed, closed in an orderly way.
/// </summary>
/// <remarks>
/// Any number of threads may send at the same time; one at a time may receive. Pings are answered, pongs and Close frames are
/// seen only while somebody receives; so is it only then that a silent peer is sent pings, and given up when it does not answer
/// (<see cref="WebSocketConnectionOptions.KeepAliveInterval"/>). Nothing the peer does throws here: a connection that breaks, or a peer that breaks
/// the protocol, ends it, and <see cref="Closed"/> says why.
/// </remarks>
public sealed partial class WebSocketConnection : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly WebSocketReceiver _receiver;
    private readonly ReceiveBuffer _received = new();
    private readonly WebSocketConnectionOptions _options;
    private readonly TaskCompletionSource<WebSocketClosed> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _stateGate = new();
    private WebSocketState _state = WebSocketState.Open;
    private WebSocketClosed? _closing;
    private Action? _uncork;
    private bool _failed;
    private int _receiving;
    private int _readsInARow;
    private int _streamDisposed;

    internal WebSocketConnection(
        Stream stream,
        WebSocketRole role,
        string? subprotocol,
        PerMessageDeflate? compression,
        ReadOnlySpan<byte> alreadyReceived,
        WebSocketConnectionOptions options)
    {
        _stream = stream;
        _options = options;
        _receiver = new WebSocketReceiver(role, options.Limits, compression);
        Output = new FrameOutput(stream, role, compression, options, Break);
        Compression = compression;
        Role = role;
        Subprotocol = subprotocol;
        RemoteEndPoint = stream.SocketBelow()?.RemoteEndPoint;
        while (!alreadyReceived.IsEmpty)
        {
            var room = _received.PrepareRead(alreadyReceived.Length);
            var count = Math.Min(room.Length, alreadyReceived.Length);
            alreadyReceived[..count].CopyTo(room.Span);
            _received.Append(count);
            alreadyReceived = alreadyReceived[count..];
        }

        StartKeepAlive();
    }

    /// <summary>Which end of the connection this is: a client masks what it sends.</summary>
    public WebSocketRole Role { get; }

    /// <summary>The subprotocol both ends agreed on, if any (RFC 6455 §1.9).</summary>
    public string? Subprotocol { get; }

    /// <summary>What both ends agreed on compression (RFC 7692); <see langword="null"/> when messages are not compressed.</summary>
    public PerMessageDeflate? Compression { get; }

    /// <summary>How the connection ended, or <see langword="null"/> while it stands.</summary>
    public WebSocketClosed? Closed => _completion.Task.IsCompletedSuccessfully ? _completion.Task.Result : null;

    /// <summary>The peer's address; <see langword="null"/> where there is no socket.</summary>
    public EndPoint? RemoteEndPoint { get; }

    /// <summary>Completes, and never faults, when the connection has ended.</summary>
    public Task<WebSocketClosed> Completion => _completion.Task;

    internal FrameOutput Output { get; }

    /// <summary>From how many unsent octets on nothing more is read.</summary>
    internal long PauseAtBytes => 4L * _options.OutgoingHighWaterBytes;

    /// <summary>Takes a connection whose handshake was done elsewhere, for instance by a web server that upgraded a request.</summary>
    /// <param name="stream">The octets behind the handshake, both ways. The connection disposes it.</param>
    /// <param name="role">Which end this is.</param>
    /// <param name="subprotocol">The agreed subprotocol.</param>
    /// <param name="options">Bounds and times; the defaults when <see langword="null"/>.</param>
    /// <param name="compression">What that handshake agreed on compression, whatever the options are willing to.</param>
    public static WebSocketConnection FromStream(
        Stream stream, WebSocketRole role, string? subprotocol = null, WebSocketConnectionOptions? options = null, PerMessageDeflate? compression = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new WebSocketConnection(stream, role, subprotocol, compression, default, options ?? WebSocketConnectionOptions.Default);
    }

    /// <summary>Two connected ends in this process, without a socket: real frames over a stream in memory.</summary>
    /// <param name="subprotocol">The subprotocol both ends report.</param>
    /// <param name="options">Bounds, times and compression of both ends; the defaults when <see langword="null"/>.</param>
    public static (WebSocketConnection Client, WebSocketConnection Server) CreateInMemoryPair(string? subprotocol = null, WebSocketConnectionOptions? options = null)
    {
        var (client, server) = InMemoryDuplexStream.CreatePair();
        var compression = options?.Compression is { } agreed ? new PerMessageDeflate(agreed, options.DeflateProvider) : null;
        return (
            FromStream(client, WebSocketRole.Client, subprotocol, options, compression),
            FromStream(server, WebSocketRole.Server, subprotocol, options, compression));
    }

    /// <summary>Sends a whole message and waits while the outgoing queue is long.</summary>
    /// <param name="type"><see cref="WebSocketOpcode.Text"/> (the payload must be UTF-8) or <see cref="WebSocketOpcode.Binary"/>.</param>
    /// <param name="payload">The octets; copied before the call returns.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the message is sent all the same, unless it waits for the end of one that is streamed (<see cref="OpenMessageAsync"/>).
    /// </param>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    public ValueTask SendAsync(WebSocketOpcode type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) =>
        SendAsync(type, payload, compress: true, cancellationToken);

    /// <summary>Sends a whole message, uncompressed if need be, and waits while the outgoing queue is long.</summary>
    /// <param name="type"><see cref="WebSocketOpcode.Text"/> (the payload must be UTF-8) or <see cref="WebSocketOpcode.Binary"/>.</param>
    /// <param name="payload">The octets; copied before the call returns.</param>
    /// <param name="compress">
    /// Whether the message may be compressed, where that was agreed. Not so for one that holds a secret beside what somebody else
    /// chose: its length would tell about it.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the wait; the message is sent all the same, unless it waits for the end of one that is streamed (<see cref="OpenMessageAsync"/>).
    /// </param>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    public ValueTask SendAsync(WebSocketOpcode type, ReadOnlyMemory<byte> payload, bool compress, CancellationToken cancellationToken = default)
    {
        ThrowIfNoMessage(type);
        cancellationToken.ThrowIfCancellationRequested();
        return Output.TrySendDirectly(type, payload.Span, compress) || TryAppend(type, payload.Span, compress)
            ? WhenRoomAsync(cancellationToken)
            : SendInTurnAsync(type, payload.ToArray(), compress, cancellationToken);
    }

    // False, and nothing is sent, while a message is streamed.
    private bool TryAppend(WebSocketOpcode type, ReadOnlySpan<byte> payload, bool compress)
    {
        if (!Output.TryBeginMessage(type, out var message, out var isStreaming, payload.Length, compress))
        {
            if (isStreaming)
            {
                return false;
            }

            throw NotOpen(Closed);
        }

        try
        {
            message.Write(payload);
        }
        catch
        {
            Output.AbandonMessage();
            throw;
        }

        Output.EndMessage();
        return true;
    }

    /// <summary>Sends a text message: see <see cref="SendAsync(WebSocketOpcode, ReadOnlyMemory{byte}, CancellationToken)"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Ends the wait; the message is sent all the same.</param>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    public ValueTask SendTextAsync(string text, CancellationToken cancellationToken = default) =>
        SendAsync(WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text), cancellationToken);

    /// <summary>The next message; <see cref="WebSocketMessage.IsClose"/> when the connection has ended.</summary>
    /// <remarks>
    /// What the receiver sends in answer to several messages that arrived together may wait until it has received them all, or
    /// awaits anything else, and then goes out together. A receiver that blocks its thread instead delays its answers: on Linux
    /// by 5 to 10 ms, elsewhere until the thread pool has a thread to spare.
    /// </remarks>
    /// <param name="cancellationToken">Ends the wait and with it the connection, since octets may be lost with the read that is given up.</param>
    /// <exception cref="InvalidOperationException">Somebody else is receiving.</exception>
    public ValueTask<WebSocketMessage> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        if (!TryBecomeReceiver())
        {
            // Closing from here has taken over: what still arrives is dropped.
            return _closing is not null
                ? ReceiveCloseAsync(cancellationToken)
                : throw SomebodyElseReceives();
        }

        if (TryReceive(out var message))
        {
            LeaveReceiver();
            return new ValueTask<WebSocketMessage>(message);
        }

        Output.Uncork();
        return FillAndReceiveAsync(cancellationToken);
    }

    /// <summary>
    /// Closes in an orderly way: a Close frame behind all that was sent before, then the peer's, for at most
    /// <see cref="WebSocketConnectionOptions.CloseTimeout"/>. Messages that still arrive are dropped, unless somebody receives them.
    /// </summary>
    /// <param name="code">The close code (RFC 6455 §7.4).</param>
    /// <param name="reason">Why, for people; at most 123 octets of UTF-8 are sent.</param>
    /// <param name="cancellationToken">Ends the wait by aborting.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="code"/> may not be sent.</exception>
    public async Task CloseAsync(int code = WebSocketCloseCode.NormalClosure, string reason = "", CancellationToken cancellationToken = default)
    {
        if (!WebSocketCloseCode.MayAppearOnWire(code))
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "This close code may not be sent (RFC 6455 §7.4).");
        }

        SendClose(code, reason);
        using var timeout = new CancellationTokenSource(_options.CloseTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await using var abort = either.Token.UnsafeRegister(static connection => ((WebSocketConnection)connection!).Abort(), this).ConfigureAwait(false);
        if (TryBecomeReceiver())
        {
            await DiscardMessagesAsync().ConfigureAwait(false);
        }

        await Completion.ConfigureAwait(false);
    }

    /// <summary>Ends the connection at once, without a Close frame; what was not sent is lost.</summary>
    public void Abort() => Break(WebSocketClosed.Aborted);

    internal bool IsAborted => ReferenceEquals(_closing, WebSocketClosed.Aborted);

    /// <summary>Closes with 1000 and waits as <see cref="CloseAsync"/> does.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    internal bool TryBecomeReceiver() => Interlocked.Exchange(ref _receiving, 1) == 0;

    internal void LeaveReceiver() => Volatile.Write(ref _receiving, 0);
}
