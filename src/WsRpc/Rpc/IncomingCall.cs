using System.Text;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>
/// A call of the peer on its way through a service. The session lends it the octets of its message until the arguments
/// are read; after the answer it goes back and serves again.
/// </summary>
internal sealed class IncomingCall(RpcSession session) : RpcIncomingCall
{
    private ReadOnlyMemory<byte> _message;
    private JsonRpcEnvelope _envelope;
    private RpcMethod? _method;
    private CancellationTokenSource? _cancellation;
    private JsonRpcId _id;
    private bool _runsUserCode;

    public override ReadOnlySpan<byte> Method => _envelope.MethodName(_message.Span);

    public JsonRpcId Id => _id;

    /// <summary>What cancels the call, if the service has asked for its token.</summary>
    public CancellationTokenSource? CancellationSource => _cancellation;

    internal override RpcJson Json => session.Settings.Json;

    internal override bool IsNotification => _id.Kind == JsonRpcIdKind.Absent;

    /// <summary>The wire name, for people; known once the arguments are being read.</summary>
    public string MethodName => _method?.Name ?? Encoding.UTF8.GetString(Method);

    public bool IsCancelled => _cancellation is { IsCancellationRequested: true };

    /// <summary>Whether the service was called, so that an exception is its own and not one of reading arguments.</summary>
    public bool RunsUserCode => _runsUserCode;

    public override CancellationToken Cancellation
    {
        get
        {
            if (_cancellation is null)
            {
                _cancellation = new CancellationTokenSource();
                session.IncomingCalls.MakeCancellable(_id, _cancellation);
            }

            return _cancellation.Token;
        }
    }

    public void Begin(ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope)
    {
        _message = message;
        _envelope = envelope;
        _id = envelope.Id.ToOwned();
    }

    public override RpcArguments Arguments(RpcMethod method)
    {
        _method = method;
        return new RpcArguments(this, method, _envelope.ParamsKind, _envelope.Params.Of(_message.Span), session.Settings.Limits.MaxJsonDepth);
    }

    /// <summary>Forgets the call, so that the object can serve the next.</summary>
    public void Reset()
    {
        _message = default;
        _envelope = default;
        _method = null;
        _cancellation = null;
        _id = default;
        _runsUserCode = false;
    }

    internal override void EnterUserCode()
    {
        _message = default;
        _runsUserCode = true;
        session.EnterUserCode();
    }

    internal override void RefuseArguments(string problem) => Fail(new RpcInvalidParamsException(problem));

    internal override void Succeed(ReadOnlySpan<byte> resultJson)
    {
        // Ended first: whoever has the answer may make the next call, and must not find this one still counted.
        var (id, isNotification, method) = (_id, IsNotification, MethodName);
        session.IncomingCalls.End(this);
        if (!isNotification)
        {
            session.SendResult(id, method, resultJson);
        }
    }

    internal override void Fail(Exception exception)
    {
        var (id, isNotification, method, isCancelled) = (_id, IsNotification, MethodName, IsCancelled);
        session.IncomingCalls.End(this);
        session.AnswerFailure(id, isNotification, method, isCancelled, exception);
    }
}
