using System.IO.Compression;

namespace WsRpc.Conformance;

/// <summary>The tests' own deflater, against zlib and against the tests' own inflater.</summary>
public sealed class WindowedDeflaterTests
{
    public static TheoryData<int> WindowBits => [8, 9, 10, 11, 12, 13, 14, 15];

    [Fact]
    public void Zlib_reads_it()
    {
        foreach (var message in Samples.All)
        {
            foreach (var shape in Enum.GetValues<DeflateShape>())
            {
                var payload = new WindowedDeflater(15, takesOver: true).Deflate(message, shape);
                using var inflate = new DeflateStream(new MemoryStream([.. payload, 0x00, 0x00, 0xFF, 0xFF]), CompressionMode.Decompress);
                var inflated = new byte[message.Length];
                inflate.ReadExactly(inflated);
                Assert.True(inflated.AsSpan().SequenceEqual(message));
            }
        }
    }

    [Theory]
    [MemberData(nameof(WindowBits))]
    public void It_stays_within_the_window_over_many_messages(int windowBits)
    {
        foreach (var takesOver in new[] { false, true })
        {
            var deflater = new WindowedDeflater(windowBits, takesOver);
            var inflater = new StrictInflater(windowBits, takesOver);
            var shape = 0;
            foreach (var message in Samples.All.Concat(Samples.All))
            {
                Assert.True(inflater.Inflate(deflater.Deflate(message, (DeflateShape)(shape++ % 3))).AsSpan().SequenceEqual(message));
            }
        }
    }

    [Fact]
    public void Messages_that_are_alike_take_less_where_history_is_taken_over()
    {
        var message = Samples.Text(300);
        var deflater = new WindowedDeflater(9, takesOver: true);
        var first = deflater.Deflate(message);
        Assert.InRange(deflater.Deflate(message).Length, 1, first.Length / 4);
        Assert.Throws<DeflateException>(() => new StrictInflater(9, takesOver: false).Inflate(deflater.Deflate(message)));
    }

    [Fact]
    public void It_reaches_back_as_far_as_the_window()
    {
        const int Window = 1 << 15;
        var random = new byte[Window];
        new Random(1).NextBytes(random);
        var payload = new WindowedDeflater(15, takesOver: false).Deflate([.. random, .. random]);
        Assert.InRange(payload.Length, Window, Window * 5 / 4);
    }

    [Fact]
    public void Empty_message_is_one_octet() => Assert.Equal([0x00], new WindowedDeflater(15, takesOver: true).Deflate([]));
}
