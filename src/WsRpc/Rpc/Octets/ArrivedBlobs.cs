namespace WsRpc;

/// <summary>The peer's whole blobs on their way to the message that follows them. For the thread that delivers messages.</summary>
internal sealed class ArrivedBlobs
{
    private ReceivedOctets? _next;

    /// <summary>Those of the message that comes next.</summary>
    public ReceivedOctets Next => _next ??= new ReceivedOctets();

    /// <summary>Those of the message at hand; null where it has none.</summary>
    public ReceivedOctets? Current { get; private set; }

    /// <summary>A message has come: what went before it is its own, and what the one before has not taken is forgotten.</summary>
    public void BeginMessage() => (Current, _next) = (_next, null);
}
