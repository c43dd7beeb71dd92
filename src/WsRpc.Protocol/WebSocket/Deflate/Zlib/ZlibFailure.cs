namespace WsRpc.Protocol.WebSocket;

/// <summary>What zlib answers when the fault is not in the data.</summary>
internal static class ZlibFailure
{
    public static Exception Of(int result) => result == ZlibNative.OutOfMemory
        ? new InsufficientMemoryException("There is no memory for compression.")
        : new InvalidOperationException($"zlib failed with {result}.");
}
