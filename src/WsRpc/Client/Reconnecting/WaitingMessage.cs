using System.Diagnostics;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>A call or a notification that waits for a connection. Whoever takes it out of <see cref="WaitingMessages"/> ends it, or sends it.</summary>
internal abstract class WaitingMessage(RpcMethod method, ReadOnlySpan<byte> parameters)
{
    public RpcMethod Method => method;

    public byte[] Parameters { get; } = parameters.ToArray();

    /// <summary>How many octets it keeps.</summary>
    public virtual long Bytes => Parameters.Length;

    /// <summary>The span that it belongs to.</summary>
    public Activity? Span { get; init; }

    /// <summary>Where it stands; of nobody while it is not waiting.</summary>
    public LinkedListNode<WaitingMessage>? Node { get; set; }

    /// <summary>Ends its wait by its deadline; null when it has none.</summary>
    public ITimer? Timer { get; set; }

    public abstract CancellationToken CancellationToken { get; }

    /// <summary>When its time is over, as <see cref="CallDeadlines"/> counts it; 0 for never.</summary>
    public abstract long Due { get; }

    /// <summary>From here on its cancellation ends the wait.</summary>
    public abstract void Watch();

    /// <summary>Sends it.</summary>
    /// <returns>Why that cannot be; null when it is sent, or has ended meanwhile.</returns>
    public abstract Exception? SendOn(RpcSession session, CallTime time);

    /// <summary>Ends it. Runs foreign code.</summary>
    public abstract void Fail(Exception exception);
}
