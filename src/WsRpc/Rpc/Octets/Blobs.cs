namespace WsRpc;

/// <summary>All that travels beside the JSON of a connection. Made by the first of it.</summary>
/// <param name="limits">How much may.</param>
internal sealed class Blobs(RpcLimits limits)
{
    private ReceivedOctets? _next;
    private TaskCompletionSource? _greeted;

    /// <summary>The streams of the peer that this end reads.</summary>
    public ReceivedStreams Received { get; } = new(limits);

    /// <summary>The streams of this end that the peer reads.</summary>
    public SentStreams Sent { get; } = new(limits.MaxBlobs);

    /// <summary>The whole blobs of the message that comes next. For the thread that delivers messages.</summary>
    public ReceivedOctets Next => _next ??= new ReceivedOctets();

    /// <summary>The whole blobs of the message at hand; null where it has none. For the thread that delivers messages.</summary>
    public ReceivedOctets? Current { get; private set; }

    /// <summary>Completes when the peer has said hello, or the connection has ended.</summary>
    public Task Greeted => (Volatile.Read(ref _greeted) ?? Interlocked.CompareExchange(ref _greeted, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? _greeted).Task;

    /// <summary>A message has come: what went before it is its own, and what the one before has not taken is forgotten.</summary>
    public void BeginMessage() => (Current, _next) = (_next, null);

    /// <summary>The peer has said hello.</summary>
    public void Greet() => Volatile.Read(ref _greeted)?.TrySetResult();

    /// <summary>The connection has ended: no stream goes on.</summary>
    public void Close(Exception lost)
    {
        Greet();
        Received.Close(lost);
        Sent.Close();
    }
}
