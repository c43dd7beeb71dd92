namespace WsRpc.Load;

/// <summary>A server that tells all its clients something.</summary>
internal interface IBroadcastPeer : INamedPeer
{
    /// <summary>What clients offer as their subprotocol.</summary>
    string[] Subprotocols { get; }

    /// <summary>What a client sends first, and waits for the answer to; null for nothing.</summary>
    byte[]? Greeting { get; }

    Task<IBroadcastServer> StartServerAsync();

    /// <summary>How many broadcasts a WebSocket message holds.</summary>
    int Count(ReadOnlySpan<byte> message);
}
