using WsRpc.CompilerServices;

namespace WsRpc;

// How long calls may take: ours, and those of the peer that say so.
internal sealed partial class RpcSession
{
    /// <summary>The capability to say, and to heed, how long a caller goes on waiting (docs/protocol.md, "Deadlines").</summary>
    private const string TimeoutCapability = "timeout";

    // Made by the first call that has a deadline.
    private CallDeadlines? _deadlines;

    /// <summary>Whether both ends have the capability.</summary>
    public bool TellsTimeouts { get; private set; }

    /// <summary>How long a call may take that is made now: the smallest of all bounds.</summary>
    public CallTime TimeOf(RpcMethod method, RpcCallOptions? options)
    {
        var time = Settings.CallTime.Smaller(CallTime.Of(method.TimeoutMilliseconds, nameof(RpcMethod.TimeoutMilliseconds)));
        return options is null ? time : time.Smaller(options.TimeAt(Settings.TimeProvider));
    }

    private CallDeadlines Deadlines => _deadlines ?? MakeDeadlines();

    // Of two threads that make one, the first keeps its own: the other's has set no timer yet.
    private CallDeadlines MakeDeadlines()
    {
        var made = new CallDeadlines(_outgoingCalls, Settings, Expire);
        if (Interlocked.CompareExchange(ref _deadlines, made, null) is { } present)
        {
            made.Dispose();
            return present;
        }

        return made;
    }

    private void Expire(PendingCall call)
    {
        try
        {
            if (call.IsSent)
            {
                WriteCancelRequest(call.Id);
            }
        }
        catch (Exception exception)
        {
            Abort(exception);
        }

        call.Fail(RpcFailures.TimedOut(call, Connection.Id));
    }
}
