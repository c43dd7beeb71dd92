using System.Buffers;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>A stream of this end on its way to the peer: the result of a service, or an argument of ours.</summary>
/// <param name="session">The session.</param>
/// <param name="method">The method whose result or argument it is.</param>
/// <param name="contract">Declares the faults by which it may end; null for none.</param>
/// <param name="cancellation">Cancelled when nobody wants its items any more.</param>
internal abstract class OutgoingStream(RpcSession session, string method, RpcMethod? contract, CancellationTokenSource cancellation) : IDisposable
{
    // When a message holds that much, it goes.
    private const int OrdinaryMessageBytes = 16 * 1024;

    // What stands around the items in a message, and more.
    private const int EnvelopeBytes = 128;

    private CallScope? _scope;

    /// <summary>What the peer knows it by; set once, before the peer is told.</summary>
    public long Id { get; set; }

    /// <summary>The peer's id of the call whose result it is; absent for an argument.</summary>
    public JsonRpcId CallId { get; set; }

    /// <summary>The method whose result or argument it is.</summary>
    public string Method => method;

    /// <summary>Declares the faults by which it may end; null for none.</summary>
    public RpcMethod? Contract => contract;

    /// <summary>Whether its call has ended, so that nothing of it is sent any more.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>Whether nobody wants its items any more.</summary>
    public bool IsCancelled => cancellation.IsCancellationRequested;

    protected RpcSession Session => session;

    /// <summary>Fires when nobody wants the items any more.</summary>
    protected CancellationToken Cancellation => cancellation.Token;

    /// <summary>How many octets of items go in one message, more or less. An item that the peer does not read has more, whatever it reads.</summary>
    protected int MessageBytes => (int)Math.Clamp((session.MaxPeerMessageBytes - EnvelopeBytes) / 2, 1, OrdinaryMessageBytes);

    /// <summary>What ends with it, instead of with the call whose result it is.</summary>
    public void Adopt(CallScope? scope) => _scope = scope;

    /// <summary>Writes what stands for it in a message.</summary>
    public abstract void WriteReference(IBufferWriter<byte> output);

    /// <summary>The message that holds the reference is sent, or is never sent where the stream is cancelled: items may follow.</summary>
    /// <param name="credit">How many the peer takes unasked.</param>
    public abstract void Start(int credit);

    /// <summary>The peer takes so many more.</summary>
    public abstract void Grant(int items);

    /// <summary>Nobody wants its items any more. Runs foreign code.</summary>
    public void Cancel() => session.Cancel(cancellation);

    /// <summary>The call whose argument it is has ended, or the connection.</summary>
    public void Dispose()
    {
        IsSilent = true;
        ThreadPool.UnsafeQueueUserWorkItem(static stream => stream.Cancel(), this, preferLocal: false);
    }

    /// <summary>Its last item was produced, or it has failed.</summary>
    protected void End()
    {
        session.OutgoingStreams.Remove(this);
        _scope?.Dispose();
    }
}
