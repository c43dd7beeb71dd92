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

    public override ReadOnlySpan<byte> Method => _envelope.MethodName(_message.Span);

    public JsonRpcId Id { get; private set; }

    /// <summary>What cancels the call, if the service has asked for its token.</summary>
    public CancellationTokenSource? CancellationSource { get; private set; }

    internal override RpcJson Json => session.Settings.Json;

    internal override bool IsNotification => Id.Kind == JsonRpcIdKind.Absent;

    /// <summary>The wire name, for people; known once the arguments are being read.</summary>
    public string MethodName => _method?.Name ?? Encoding.UTF8.GetString(Method);

    public bool IsCancelled => CancellationSource is { IsCancellationRequested: true };

    /// <summary>Whether the service was called, so that an exception is its own and not one of reading arguments.</summary>
    public bool RunsUserCode { get; private set; }

    public override CancellationToken Cancellation
    {
        get
        {
            if (CancellationSource is null)
            {
                CancellationSource = new CancellationTokenSource();
                session.IncomingCalls.MakeCancellable(Id, CancellationSource);
            }

            return CancellationSource.Token;
        }
    }

    public void Begin(ReadOnlyMemory<byte> message, in JsonRpcEnvelope envelope)
    {
        _message = message;
        _envelope = envelope;
        Id = envelope.Id.ToOwned();
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
        CancellationSource = null;
        Id = default;
        RunsUserCode = false;
    }

    internal override void EnterUserCode()
    {
        _message = default;
        RunsUserCode = true;
        session.EnterUserCode();
    }

    internal override void RefuseArguments(string problem) => Fail(new RpcInvalidParamsException(problem));

    internal override void Succeed(ReadOnlySpan<byte> resultJson)
    {
        // Ended first: whoever has the answer may make the next call, and must not find this one still counted.
        var (id, isNotification, method) = (Id, IsNotification, MethodName);
        session.IncomingCalls.End(this);
        if (!isNotification)
        {
            session.SendResult(id, method, resultJson);
        }
    }

    internal override void Fail(Exception exception)
    {
        var (id, isNotification, method, isCancelled) = (Id, IsNotification, MethodName, IsCancelled);
        session.IncomingCalls.End(this);
        session.AnswerFailure(id, isNotification, method, isCancelled, exception);
    }
}
