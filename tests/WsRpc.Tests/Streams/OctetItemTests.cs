namespace WsRpc.Tests.Streams;

/// <summary>Octets as the items of a stream: as base64, as System.Text.Json has it, since no message goes in front of an item.</summary>
public sealed class OctetItemTests
{
    private static readonly byte[][] Frames = [[1, 2, 3], [], [255]];

    [Theory]
    [InlineData("wsrpc.1")]
    [InlineData(null)]
    public async Task Octets_arrive_as_items_in_both_directions(string? subprotocol)
    {
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IFrames>(new Echo()), subprotocol: subprotocol);
        var frames = pair.Client.GetProxy<IFrames>();
        Assert.Equal(Frames, await frames.ArraysAsync(Frames.ToAsyncEnumerable()).CollectAsync().Within());
        var memories = await frames.MemoriesAsync(Frames.Select(static frame => frame.AsMemory()).ToAsyncEnumerable()).CollectAsync().Within();
        Assert.Equal(Frames, memories.Select(static frame => frame.ToArray()));
    }

    [Fact]
    public async Task Octets_travel_as_base64_in_the_items()
    {
        await using var peer = await Meeting.AttachAsync(options => options.AddService<IFrames>(new Echo()));
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"frames.memories","params":[{"$stream":7}],"credit":8}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":{"$stream":1}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/credit","params":{"stream":7,"items":16}}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":7,"items":["AQID"]}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/stream/items","params":{"stream":1,"items":["AQID"]}}""");
    }

    private sealed class Echo : IFrames
    {
        public IAsyncEnumerable<byte[]> ArraysAsync(IAsyncEnumerable<byte[]> frames) => frames;

        public IAsyncEnumerable<ReadOnlyMemory<byte>> MemoriesAsync(IAsyncEnumerable<Memory<byte>> frames) => frames.Select(static frame => (ReadOnlyMemory<byte>)frame);
    }
}
