namespace WsRpc.CompilerServices;

/// <summary>
/// The answer to a call whose service is still at work. It does what an async method would do and serves again afterwards, as
/// the object behind an async method that nobody awaits could not.
/// </summary>
internal abstract class PendingReply
{
    private static readonly ContextCallback AnswerInContext = static reply => ((PendingReply)reply!).Answer();

    private RpcIncomingCall? _call;
    private ExecutionContext? _context;

    protected PendingReply() => Continuation = Continue;

    protected Action Continuation { get; }

    protected void Begin(RpcIncomingCall call)
    {
        _call = call;
        call.OutliveDelivery();

        // As await does: a converter that writes the result sees what was set around the call, not where the service ended.
        _context = ExecutionContext.Capture();
    }

    /// <summary>Returns this object to its pool, then gives the call its result; what the service has thrown, this throws.</summary>
    protected abstract void Answer(RpcIncomingCall call);

    private void Continue()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, AnswerInContext, this);
        }
        else
        {
            Answer();
        }
    }

    private void Answer()
    {
        var call = _call!;
        _call = null;
        _context = null;
        try
        {
            Answer(call);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
        }
    }
}
