using System.Diagnostics;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>
/// The engine of one connection, the same on both ends: the calls we made, the calls they made, and what both agreed on.
/// It reads and writes whole messages and knows nothing of what carries them.
/// </summary>
internal sealed partial class RpcSession : IMessageSink, ICallCanceller, IValueExchange
{
    /// <summary>The subprotocol that adds to plain JSON-RPC, and begins with a hello of each end.</summary>
    public const string ExtendedSubprotocol = "wsrpc.1";

    /// <summary>The subprotocol of plain JSON-RPC, which is also spoken where none was agreed on.</summary>
    public const string PlainSubprotocol = "jsonrpc";

    private readonly IMessageTransport _transport;
    private readonly OutgoingCalls _outgoingCalls;
    private readonly bool _extended;
    private RpcDispatcher[] _dispatchers = [];
    private volatile CallOrder? _order; // null where calls start as they arrive
    private RpcClosed? _closed;

    public RpcSession(RpcConnection connection, IMessageTransport transport, RpcSettings settings, string? subprotocol)
    {
        Connection = connection;
        Settings = settings;
        Interceptors = connection.Interceptors;
        _transport = transport;
        _extended = subprotocol == ExtendedSubprotocol;
        _outgoingCalls = new OutgoingCalls(settings.Limits.MaxCallsInFlight);
        IncomingCalls = new IncomingCalls(this, settings.Limits.MaxCallsInFlight);
    }

    public RpcConnection Connection { get; }

    public RpcSettings Settings { get; }

    public IncomingCalls IncomingCalls { get; }

    /// <summary>How many calls of this end wait for an answer.</summary>
    public int CallsInFlight => _outgoingCalls.Count;

    /// <summary>What the peer said of itself, once it has; a plain peer never does.</summary>
    public JsonRpcHello? Peer { get; private set; }

    public TimeSpan? RoundTripTime => _transport.RoundTripTime;

    public long OutgoingBytes => _transport.OutgoingBytes;

    /// <summary>How many streams have not ended, in both directions, of octets and of items.</summary>
    public int StreamsOpen => (_blobs is { } blobs ? blobs.Sent.Count + blobs.Received.Count : 0) + (_incomingStreams?.Count ?? 0) + (_outgoingStreams?.Count ?? 0);

    private RpcCounters Counters => Connection.Counters;

    // A larger message would end the connection, and every call on it.
    public long MaxPeerMessageBytes => Peer?.MaxMessageBytes ?? long.MaxValue;

    /// <summary>Says hello, before anything else is sent, where the peer understands it.</summary>
    public void SayHello(IReadOnlyList<string> services)
    {
        if (!_extended)
        {
            return;
        }

        using var message = _transport.BeginMessage();
        if (!message.IsOpen)
        {
            return;
        }

        var limits = Settings.Limits;
        new JsonRpcHello
        {
            MaxMessageBytes = limits.MaxMessageBytes,
            MaxCallsInFlight = limits.MaxCallsInFlight,
            KeepAliveIntervalMs = MillisecondsOf(limits.KeepAliveInterval),
            KeepAliveTimeoutMs = limits.KeepAliveInterval == Timeout.InfiniteTimeSpan ? null : MillisecondsOf(limits.KeepAliveTimeout),
            Services = services,
            Capabilities = [TimeoutCapability, ParentCapability, EventsCapability, BinaryCapability, StreamsCapability],
        }.WriteTo(message.Output);
        message.Send();
    }

    private static int? MillisecondsOf(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? null : (int)Math.Clamp(time.TotalMilliseconds, 1, int.MaxValue);

    /// <summary>Starts to receive.</summary>
    public void Start(RpcDispatcher[] dispatchers, IReadOnlyList<ServiceRegistration> services)
    {
        _order = CallOrder.For(this, services);
        _dispatchers = dispatchers;
        if (!_extended)
        {
            TellAllEvents();
        }

        _transport.Start(this);
    }

    /// <summary>Makes a call. Whatever becomes of it, the call learns it; nothing is thrown.</summary>
    public void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CallTime time, CancellationToken cancellationToken)
    {
        if (call.SentOctets is { HasStreams: true })
        {
            SendWithStreams(call, method, parameters, time, cancellationToken);
            return;
        }

        call.Begin(method.Name, this, cancellationToken, time, method.DeclaredFaults);
        var parent = NoteOrigin(call);
        var trace = ClientCallTrace.Begin(this, method.Name);
        call.Trace = trace;
        var octets = call.SentOctets;
        var credit = call.Credit = OfferCredit(method);
        if (Refusal(call, method, out var id) is { } refusal)
        {
            FailOrKeep(call, method, parameters, new CallAncestry(parent, trace?.Span ?? Activity.Current), refusal);
            return;
        }

        trace?.Identify(id);
        if (cancellationToken.CanBeCanceled)
        {
            call.WatchCancellation();
        }

        // From here on the call may have ended, and may be another call already: only the table knows.
        var ancestry = new CallAncestry(parent, trace?.Span ?? Activity.Current) { Credit = credit };
        if (Write(method, id, mayEndEarly: cancellationToken.CanBeCanceled || time.IsBounded, time, parameters, ancestry, octets) is { } failure && _outgoingCalls.Take(id) is { } unsent)
        {
            FailOrKeep(unsent, method, parameters, ancestry, failure);
        }
    }

    /// <inheritdoc/>
    public void Cancel(PendingCall call)
    {
        if (!_outgoingCalls.TryTake(call))
        {
            return;
        }

        try
        {
            if (call.IsSent)
            {
                WriteCancelRequest(call.Id);
            }
        }
        finally
        {
            call.Fail(new OperationCanceledException(call.CancellationToken));
        }
    }

    /// <summary>Closes in an orderly way; calls that wait end with an error.</summary>
    public Task CloseAsync(int code, string reason, CancellationToken cancellationToken) => _transport.CloseAsync(code, reason, cancellationToken);

    public void Abort() => _transport.Abort();

    /// <summary>Why a call cannot even be tried; null, and it is in the table, when it can.</summary>
    private Exception? Refusal(PendingCall call, RpcMethod method, out long id)
    {
        id = 0;
        if (call.CancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(call.CancellationToken);
        }

        if (call.Time.IsOver)
        {
            return RpcFailures.DeadlinePassed(method.Name, Connection.Id, call.Time);
        }

        var limits = Settings.Limits;
        if (_transport.OutgoingBytes > limits.MaxOutgoingBytes && !method.EndsObject)
        {
            return QueueIsFull(method);
        }

        long due = 0;
        if (call.Time.IsBounded)
        {
            // One that has waited for this session has its time already.
            call.Due = due = call.Due != 0 ? call.Due : Deadlines.After(call.Time);
        }

        var admission = _outgoingCalls.TryAdd(call, out id);
        if (admission == OutgoingCallAdmission.Admitted && due != 0)
        {
            Deadlines.Watch(due);
        }

        return admission switch
        {
            OutgoingCallAdmission.Admitted => null,
            OutgoingCallAdmission.Full when _outgoingCalls.PeerCapacity < limits.MaxCallsInFlight => RpcFailures.PeerIsBusy(method.Name, Connection.Id, _outgoingCalls.PeerCapacity),
            OutgoingCallAdmission.Full => RpcFailures.LimitReached(method.Name, Connection.Id, nameof(RpcLimits.MaxCallsInFlight), limits.MaxCallsInFlight),
            _ => RpcFailures.NotSent(method.Name, Connection.Id, HowItEnded),
        };
    }

    // What waits for a peer that is gone is not too much, but too late.
    private Exception QueueIsFull(RpcMethod method) => _closed is null
        ? RpcFailures.LimitReached(method.Name, Connection.Id, nameof(RpcLimits.MaxOutgoingBytes), Settings.Limits.MaxOutgoingBytes)
        : RpcFailures.NotSent(method.Name, Connection.Id, HowItEnded);

    // That of the connection, where it has had further sessions.
    private RpcClosed? HowItEnded => Connection.Completion is { IsCompletedSuccessfully: true } completion ? completion.Result : _closed;
}
