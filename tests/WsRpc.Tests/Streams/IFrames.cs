namespace WsRpc.Tests.Streams;

/// <summary>Streams whose items are octets.</summary>
[WsService]
public interface IFrames
{
    IAsyncEnumerable<byte[]> ArraysAsync(IAsyncEnumerable<byte[]> frames);

    IAsyncEnumerable<ReadOnlyMemory<byte>> MemoriesAsync(IAsyncEnumerable<Memory<byte>> frames);
}
