using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>What both ends of a connection have in common: JSON, limits, times, logging. Read once, when the connection or the server starts.</summary>
public abstract class RpcOptions
{
    private protected RpcOptions()
    {
    }

    /// <summary>
    /// How values are written and read. Default: <see cref="JsonSerializerDefaults.Web"/> (camelCase names). A contract's
    /// <see cref="WsServiceAttribute.JsonContext"/> only resolves types and never changes the wire.
    /// </summary>
    public JsonSerializerOptions Json { get; set; } = new(JsonSerializerDefaults.Web);

    /// <summary>Where log messages go. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The largest message accepted, in octets; a larger one closes the connection with 1009. Default: 4 MiB.</summary>
    public int MaxMessageBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// How many calls may be unanswered at a time, in each direction. At the limit, a call of this end fails with
    /// <see cref="RpcLimitException"/>, and one of the peer is answered with error -32005. Default: 16,384.
    /// </summary>
    public int MaxCallsInFlight { get; set; } = 16 * 1024;

    /// <summary>
    /// How many elements a batch may have, in each direction: one of the peer with more is answered with error -32005 and nothing of it runs, a call more in one of
    /// this end (<see cref="RpcConnection.BeginBatch"/>) fails with <see cref="RpcLimitException"/>. Default: 1,024.
    /// </summary>
    public int MaxBatchElements { get; set; } = 1024;

    /// <summary>
    /// How many octets of the peer's calls may wait for their turn: behind a barrier (<see cref="WsMethodAttribute.Barrier"/>), behind others to an ordered service
    /// (<see cref="WsServiceAttribute.Ordered"/>), or for the <see cref="SynchronizationContext"/>. One more is answered with error -32005, a notification is dropped;
    /// one call may wait however large it is. Default: 16 MiB.
    /// </summary>
    public int MaxWaitingBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// How many values (<c>byte[]</c>, <c>ReadOnlyMemory&lt;byte&gt;</c>) may travel beside one message of the peer; one more closes the connection with 1008. And how many
    /// <see cref="Stream"/>s may be open, in each direction: a call with one more is refused. Default: 1,024.
    /// </summary>
    public int MaxBlobs { get; set; } = 1024;

    /// <summary>
    /// How many octets may travel beside one message of the peer, all its values together. A call with more is answered with error -32005, a call of this end whose result has
    /// more fails with <see cref="RpcLimitException"/>. Each value is bounded by <see cref="MaxMessageBytes"/>. And how many octets of all <see cref="Stream"/>s that this end reads
    /// may wait to be read; each has room for 16 KiB in any case, and for 1 MiB at most. Default: 16 MiB.
    /// </summary>
    public int MaxBlobBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// How many octets of the peer's events may wait for this end's handlers, 128 more counted for each. Beyond it the oldest is dropped
    /// (<see cref="RpcCounters.EventsDropped"/>): reading goes on, and one event may wait however large it is. Default: 1 MiB.
    /// </summary>
    public int MaxWaitingEventBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// How many events the peer may be told of at a time; one more subscription is answered with error -32005. A peer that does not subscribe is told of so
    /// many. Default: 1,024.
    /// </summary>
    public int MaxEventSubscriptions { get; set; } = 1024;

    /// <summary>
    /// How many streams may be under way, in each direction: as results and as arguments. At the limit, one more of this end is answered with error -32005, or fails with
    /// <see cref="RpcLimitException"/>, and so does a call that one more of the peer is the result or an argument of. Default: 1,024.
    /// </summary>
    public int MaxStreams { get; set; } = 1024;

    /// <summary>
    /// How many octets of the peer's streams may wait to be read by this end, together. The peer is granted less the more there are, so that this is reached by a peer whose items
    /// suddenly become large; the stream then ends with <see cref="RpcLimitException"/>. Default: 16 MiB.
    /// </summary>
    public int MaxStreamBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// How long the reader of a stream may wait for its next item; then the stream ends with <see cref="RpcTimeoutException"/>, and the peer is told. How long opening it may take is a
    /// call's time (<see cref="CallTimeout"/>). Default: <see cref="Timeout.InfiniteTimeSpan"/>, as long as it takes.
    /// </summary>
    public TimeSpan StreamIdleTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How many objects of this end the peer may hold by reference at a time. With one more, a call of this end that carries it fails with <see cref="RpcSerializationException"/>, and a call of
    /// the peer whose result it is with error -32003. Default: 4,096.
    /// </summary>
    public int MaxLentObjects { get; set; } = 4096;

    /// <summary>
    /// How many octets may wait to be sent. From a quarter of it on, sending a notification waits; at the limit, calls and notifications fail with
    /// <see cref="RpcLimitException"/> and nothing more is read from the peer until it reads; four times the limit, reached by answers to calls that were under way,
    /// cuts the connection. Default: 16 MiB.
    /// </summary>
    public int MaxOutgoingBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// How long a peer may take nothing at all, while more than a quarter of <see cref="MaxOutgoingBytes"/> waits for it, before
    /// the connection is cut (1013). Default: 30 seconds.
    /// </summary>
    public TimeSpan SlowPeerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After how long a silence of the peer it is sent a ping, measured to about a second; <see cref="Timeout.InfiniteTimeSpan"/> for never. Default:
    /// 30 seconds.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long nothing at all may come behind such a ping before the connection counts as lost (1006); <see cref="Timeout.InfiniteTimeSpan"/> for
    /// however long. Default: 20 seconds.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// What this end is willing to agree to on compression of messages (permessage-deflate, RFC 7692), for example
    /// <c>new() { ServerContextTakeover = false, ClientContextTakeover = false }</c>. Default: <see langword="null"/>, no compression. It costs memory and time,
    /// and a message that mixes a secret with what somebody else chose tells about the secret by its length: see
    /// <see cref="PerMessageDeflateOptions"/>.
    /// </summary>
    public PerMessageDeflateOptions? Compression { get; set; }

    /// <summary>How deep the JSON of a message may be nested; a deeper one is answered with error -32700. Default: 64.</summary>
    public int MaxJsonDepth { get; set; } = 64;

    /// <summary>
    /// How long a call of this end may take until its answer is here; then it ends with <see cref="RpcTimeoutException"/> and the peer is told. A contract
    /// (<see cref="WsMethodAttribute.TimeoutMilliseconds"/>) and a proxy (<see cref="RpcCallOptions"/>) may say less. Default:
    /// <see cref="Timeout.InfiniteTimeSpan"/>, as long as it takes: a peer that is gone is noticed by its silence.
    /// </summary>
    public TimeSpan CallTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Whether time stands still for calls and keep-alive while a debugger is attached to this process: neither end is to be given up because somebody
    /// looks at a breakpoint. The peer's own times go on. Default: true.
    /// </summary>
    public bool PauseTimeoutsWhenDebugging { get; set; } = true;

    /// <summary>Those who stand around every call and notification, of this end and of the peer; the first is the outermost. Default: none, which costs nothing.</summary>
    public IList<RpcInterceptor> Interceptors { get; } = [];

    /// <summary>
    /// Whether a call that a service's method makes behind its first await still counts as made from within the call it serves, so that it may come back into an ordered
    /// service (<see cref="WsServiceAttribute.Ordered"/>) that waits for it, and whether <see cref="RpcCall.Current"/> is known there. Costs an allocation for every call of the peer. Default: false, that is known up to the first await.
    /// </summary>
    public bool FlowCallContext { get; set; }

    /// <summary>
    /// Where the methods of this end's services are called: each call is posted there, in the order of arrival. Default: <see langword="null"/>, on the thread that
    /// received the call. Handlers of the peer's events are called there, too; by default on the thread pool.
    /// </summary>
    /// <remarks>For services that touch what belongs to one thread, as a user interface does: <c>SynchronizationContext.Current</c> there. A context that refuses what is posted ends the connection.</remarks>
    public SynchronizationContext? SynchronizationContext { get; set; }

    /// <summary>How long the closing handshake may take before the connection is cut. Default: 5 seconds.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether type and message of an exception that a service throws, and of its causes, are sent to the peer. Default: false, the peer learns
    /// only that the method failed. An <see cref="RpcErrorException"/> that the service made itself is always sent as it is; one that
    /// it received, from a call to another peer, is its failure like any other. Stack traces are never sent.
    /// </summary>
    public bool SendExceptionDetails { get; set; }

    internal Func<bool> IsDebuggerAttached { get; set; } = static () => Debugger.IsAttached;

    internal Func<IMessageTransport, IMessageTransport>? WrapTransport { get; set; }

    internal SocketIo Sockets { get; set; } = SocketIo.Default;

    internal IDeflateProvider? DeflateProvider { get; set; }

    internal RpcLimits Limits => new(this);

    internal WebSocketConnectionOptions Connection => new()
    {
        Limits = new() { MaxMessageBytes = MaxMessageBytes },
        CloseTimeout = CloseTimeout,
        SlowPeerTimeout = SlowPeerTimeout,
        KeepAliveInterval = KeepAliveInterval,
        KeepAliveTimeout = KeepAliveTimeout,
        PauseTimeoutsWhenDebugging = PauseTimeoutsWhenDebugging,
        IsDebuggerAttached = IsDebuggerAttached,
        OutgoingHighWaterBytes = MaxOutgoingBytes / 4,
        Compression = Compression,
        DeflateProvider = DeflateProvider,
        TimeProvider = TimeProvider,
        Sockets = Sockets,
    };

    internal virtual void Validate()
    {
        ArgumentNullException.ThrowIfNull(Json);
        ArgumentNullException.ThrowIfNull(LoggerFactory);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxMessageBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxCallsInFlight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxCallsInFlight, 1 << 20);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBatchElements);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxWaitingBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxStreams);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxStreamBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBlobs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBlobBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxWaitingEventBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxEventSubscriptions);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxLentObjects);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxOutgoingBytes, 4096);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxJsonDepth);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CloseTimeout, TimeSpan.Zero);
        if (StreamIdleTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StreamIdleTimeout, TimeSpan.Zero);
        }

        if (CallTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CallTimeout, TimeSpan.Zero);
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SlowPeerTimeout, TimeSpan.Zero);
    }
}
