using WsRpc.Fuzz.Engine;

namespace WsRpc.Fuzz.Tests;

[Collection(AloneCollection.Name)]
public sealed class RentedBuffersTests
{
    private const int Iterations = 300;

    // Octets that are gathered, in a buffer of the next power of two, and the one that takes its place while both are there.
    private const int RentedPerOctet = 4;

    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    /// <summary>Whatever is held at a time is bounded by what has arrived, and nothing is held when the reader is done with.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_buffer_rented_is_returned(string name)
    {
        var target = FuzzTargets.Named(name);
        using var rented = new RentedBuffers();
        var fuzzer = new Fuzzer(target, new FuzzSettings(1) { Iterations = Iterations });
        Assert.Null(fuzzer.Run(Folders.InputsOf(Folders.Seeds, name)));
        foreach (var input in fuzzer.Corpus.Inputs)
        {
            foreach (var cuts in new[] { Cuts.None, Cuts.Everywhere(input.Length) })
            {
                rented.Reset();
                target.Read(new Delivery(input, target.TakesPieces ? cuts : Cuts.None, new GrowingWindow(input.Length)), Trace.None);
                Assert.Equal(0, rented.Outstanding);
                Assert.InRange(rented.Most, 0, target.AllocationAtAll + RentedPerOctet * input.Length);
            }
        }
    }

    [Fact]
    public void What_is_rented_is_counted()
    {
        using var rented = new RentedBuffers();
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(5000);
        Assert.Equal(buffer.Length, rented.Outstanding);
        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        Assert.Equal((0, buffer.Length), (rented.Outstanding, rented.Most));
    }
}
