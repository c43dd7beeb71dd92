using System.Buffers;
using System.Text;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>
/// A call of the peer on its way through a service. The session lends it the octets of its message until the arguments
/// are read; after the answer it goes back and serves again, be it on another connection.
/// </summary>
internal sealed partial class IncomingCall : RpcIncomingCall
{
    private RpcSession? _session;
    private ReadOnlyMemory<byte> _message;
    private Utf8Range _name;
    private byte[]? _unescapedName;
    private Utf8Range _parameters;
    private JsonRpcParamsKind _parametersKind;
    private JsonRpcId _id;
    private RpcMethod? _method;
    private RpcCall? _facts;
    private CallScope? _scope;
    private ReceivedOctets? _receivedOctets;
    private SentOctets? _sentOctets; // of a result that waits for the interceptors
    private SentStream? _resultStream; // of an answer that may still become a failure
    private MarshaledObject? _resultObject; // likewise
    private int _timeoutMs; // how long its caller goes on waiting from its arrival; 0 when that is not known
    private long _arrivedAt;

    public override ReadOnlySpan<byte> Method => TargetMethod is { } method ? method.WireName.Utf8 : _unescapedName ?? _name.Of(_message.Span);

    public ref readonly JsonRpcId Id => ref _id;

    /// <summary>The object that is called; null for the services of this end.</summary>
    public MarshaledObject? Target { get; private set; }

    /// <summary>What is called of it.</summary>
    public RpcMethod? TargetMethod { get; private set; }

    /// <summary>The line of that object's calls; null when they start as they arrive.</summary>
    public CallLane? TargetLane => Target?.Lane;

    /// <summary>The batch that the call came in, which is answered as one.</summary>
    public IncomingBatch? Batch { get; private set; }

    /// <summary>Who observes it; mostly nobody.</summary>
    public ServerCallTrace? Trace { get; private set; }

    /// <summary>The interceptors around it, while they decide on its answer.</summary>
    public IncomingInterception? Interception { get; set; }

    /// <summary>What there is to know of it, made when somebody asks.</summary>
    public RpcCall Facts => _facts ??= Describe(default);

    /// <summary>What cancels the call, if the service has asked for its token.</summary>
    public CancellationTokenSource? CancellationSource { get; private set; }

    /// <summary>Its place among the others; null when it holds nobody up and was held up by nobody.</summary>
    public CallTurn? Turn { get; set; }

    /// <summary>How many octets its message has, before its arguments are read.</summary>
    public int MessageLength => _message.Length + (int)(_receivedOctets?.Bytes ?? 0);

    internal override RpcJson Json => Session.Settings.Json;

    internal override IValueExchange Exchange => Session;

    internal override ReceivedOctets? ReceivedOctets => _receivedOctets;

    internal override bool TakesOctets => Batch is null && Session.TakesOctets;

    internal override CallScope Scope => _scope ??= new CallScope();

    internal override bool IsNotification => _id.Kind == JsonRpcIdKind.Absent;

    /// <summary>The wire name, for people; known once the arguments are being read.</summary>
    public string MethodName => _method?.Name ?? Encoding.UTF8.GetString(Method);

    public CallEnding Ending => CancellationSource switch
    {
        null or { IsCancellationRequested: false } => CallEnding.None,
        TimedCancellation { HasExpired: true } => CallEnding.Expired,
        _ => CallEnding.Cancelled,
    };

    /// <summary>Whether the service was called, so that an exception is its own and not one of reading arguments.</summary>
    public bool RunsUserCode { get; private set; }

    public override CancellationToken Cancellation
    {
        get
        {
            if (CancellationSource is null)
            {
                CancellationSource = _timeoutMs == 0 ? new CancellationTokenSource() : new TimedCancellation(Session, Remaining);
                Session.IncomingCalls.MakeCancellable(_id, CancellationSource);
            }

            return CancellationSource.Token;
        }
    }

    /// <summary>When its caller gives up, by the clock of this end; null when that is not known.</summary>
    public DateTimeOffset? Deadline => _timeoutMs == 0 ? null : Session.Settings.TimeProvider.GetUtcNow() + Remaining;

    private RpcSession Session => _session!;

    private TimeSpan Remaining
    {
        get
        {
            var remaining = TimeSpan.FromMilliseconds(_timeoutMs) - Session.Settings.TimeProvider.GetElapsedTime(_arrivedAt);
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    /// <summary>It is dropped at a limit.</summary>
    public void Miss(string limit, long value) => Session.Miss(Target, limit, value);

    public bool IsOf(RpcSession session) => _session == session;

    public void Begin(RpcSession session, ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope, IncomingBatch? batch, ReceivedOctets? octets = null, MarshaledObject? target = null, RpcMethod? targetMethod = null)
    {
        Target = target;
        TargetMethod = targetMethod;
        Batch = batch;
        _receivedOctets = octets;
        _session = session;
        _message = message;
        _name = envelope.Method;
        _unescapedName = targetMethod is null && _name.IsEmpty ? envelope.MethodName(message.Span).ToArray() : null;
        _parameters = envelope.Params;
        _parametersKind = envelope.ParamsKind;
        _id = envelope.Id.ToOwned();
        _credit = batch is null ? envelope.Credit : 0;
        _timeoutMs = session.TellsTimeouts ? envelope.TimeoutMs : 0;
        _arrivedAt = _timeoutMs == 0 ? 0 : session.Settings.TimeProvider.GetTimestamp();
        Trace = ServerCallTrace.Begin(session, envelope, message.Span);
        session.IncomingCalls.BeginDelivery(this);
    }

    /// <summary>Copies the message, which is lent no longer than its delivery takes. Returns its length.</summary>
    public int KeepMessage()
    {
        _message = _message.ToArray();
        return MessageLength;
    }

    /// <summary>From here on the answer goes to the interceptors, who are foreign code.</summary>
    public RpcCall BeginInterception(IncomingInterception interception)
    {
        if (Turn is not { IsKept: true })
        {
            KeepMessage();
        }

        // Its id is found from now on, since nobody knows on which thread it ends.
        Session.IncomingCalls.OutliveDelivery(this);
        Leave();
        Interception = interception;
        return _facts = Describe(_parameters.Of(_message));
    }

    public override RpcArguments Arguments(RpcMethod method)
    {
        _method = method;
        return new RpcArguments(this, method, _parametersKind, _parameters.Of(_message.Span), Session.Settings.Limits.MaxJsonDepth);
    }

    /// <summary>Forgets the call, so that the object can serve the next. What holds no reference is overwritten by that.</summary>
    public void Reset()
    {
        _session = null;
        _message = default;
        _unescapedName = null;
        _id = default;
        Target = null;
        TargetMethod = null;
        Batch = null;
        _method = null;
        CancellationSource = null;
        Turn = null;
        Trace = null;
        Interception = null;
        _scope = null;
        _stream = null;
        _receivedOctets = null;
        _sentOctets = null;
        _resultStream = null;
        _resultObject = null;
        _facts = null;
        RunsUserCode = false;
    }

    internal override void EnterUserCode()
    {
        _message = default;
        RunsUserCode = true;
        if (Interception is null)
        {
            Leave();
        }
    }

    private void Leave()
    {
        if (Turn is { IsKept: true } turn)
        {
            turn.EnterUserCode();
        }
        else
        {
            Session.EnterUserCode();
        }
    }

    internal override void OutliveDelivery()
    {
        if (Interception is null)
        {
            Session.IncomingCalls.OutliveDelivery(this);
        }
    }

    internal override void WriteReference(IBufferWriter<byte> output, object value, RpcObjectContract contract) => _resultObject = Session.WriteResult(output, value, contract);

    internal override void RefuseArguments(string problem) => Fail(new RpcInvalidParamsException(problem));

    internal override void Succeed(ReadOnlySpan<byte> resultJson, SentOctets? octets = null)
    {
        if (Interception is { } interception)
        {
            octets?.Keep();
            _sentOctets = octets;
            interception.SetResult(resultJson);
            return;
        }

        octets ??= _sentOctets;

        // Ended first: whoever has the answer may make the next call, and must not find this one still counted.
        var (session, id, batch, method, turn, trace) = (Session, _id, Batch, MethodName, Turn, Trace);
        var (stream, credit) = (HandOver(), _credit);
        session.IncomingCalls.End(this);
        if (id.Kind != JsonRpcIdKind.Absent)
        {
            session.SendResult(id, batch, method, resultJson, octets);
        }

        stream?.Start(credit);

        trace?.End(method, isKnown: true, code: null, description: null);
        turn?.Finish();
    }

    internal override void Fail(Exception exception)
    {
        if (Interception is { } interception)
        {
            interception.SetFailure(exception);
            return;
        }

        _scope?.Dispose();
        _resultStream?.Dispose();
        DropStream();
        if (_resultObject is { } lent)
        {
            Session.TakeBack(lent);
        }

        var (session, id, batch, name, method, ending, turn, trace) = (Session, _id, Batch, MethodName, _method, Ending, Turn, Trace);
        session.IncomingCalls.End(this);
        var told = session.AnswerFailure(id, batch, name, method, ending, exception);
        trace?.End(name, isKnown: method is not null, told?.Code ?? JsonRpcErrorCode.InternalError, told?.Text);
        turn?.Finish();
    }

    private RpcCall Describe(ReadOnlyMemory<byte> arguments) => new(Session.Connection, MethodName, IsNotification, isIncoming: true)
    {
        Id = IsNotification ? null : _id.ToString(),
        Deadline = Deadline,
        Arguments = arguments,
    };
}
