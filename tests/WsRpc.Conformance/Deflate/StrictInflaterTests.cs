using System.IO.Compression;

namespace WsRpc.Conformance;

/// <summary>The tests' own inflater, against the RFCs' examples and against zlib.</summary>
public sealed class StrictInflaterTests
{
    [Theory]
    [InlineData("f248cdc9c90700")] // RFC 7692 §7.2.3.1
    [InlineData("000500faff48656c6c6f00")] // §7.2.3.3: no compression
    [InlineData("f348cdc9c9070000")] // §7.2.3.4: the last block
    [InlineData("f24805000000ffffcac9c90700")] // §7.2.3.5: two blocks
    public void Examples_of_the_rfc_say_hello(string payload) =>
        Assert.Equal("Hello"u8.ToArray(), new StrictInflater(15, takesOver: true).Inflate(Convert.FromHexString(payload)));

    [Fact]
    public void Second_message_may_refer_to_the_first_if_that_is_agreed()
    {
        // RFC 7692 §7.2.3.2
        var inflater = new StrictInflater(15, takesOver: true);
        inflater.Inflate(Convert.FromHexString("f248cdc9c90700"));
        Assert.Equal("Hello"u8.ToArray(), inflater.Inflate(Convert.FromHexString("f200110000")));
    }

    [Fact]
    public void Second_message_may_not_refer_to_the_first_if_nothing_is_taken_over()
    {
        var inflater = new StrictInflater(15, takesOver: false);
        inflater.Inflate(Convert.FromHexString("f248cdc9c90700"));
        Fails(inflater, "f200110000", "reaches back before the 1 octets");
    }

    [Fact]
    public void Message_behind_a_last_block_may_not_refer_to_what_was_before_it()
    {
        var inflater = new StrictInflater(15, takesOver: true);
        inflater.Inflate(Convert.FromHexString("f348cdc9c9070000"));
        Fails(inflater, "f200110000", "reaches back before the 1 octets");
    }

    [Fact]
    public void Empty_message_is_one_octet() => Assert.Empty(new StrictInflater(15, takesOver: true).Inflate([0x00]));

    [Theory]
    [InlineData("", "cut off")] // not even the one octet
    [InlineData("f248cdc9c9", "cut off")]
    [InlineData("f348cdc9c90700", "cut off")] // a last block without an octet behind it
    [InlineData("07", "reserved type")]
    [InlineData("000500fbff48656c6c6f00", "not confirmed")]
    [InlineData("000400fbff", "does not end with what is left")] // the appended octets are the text
    [InlineData("01", "does not end with what is left")] // nor may the empty block be the last
    [InlineData("1a03", "reserved length")]
    [InlineData("fdff00", "more symbols")]
    public void What_is_wrong_is_called_by_its_name(string payload, string what) => Fails(new StrictInflater(15, takesOver: true), payload, what);

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Streams_of_zlib_are_read(CompressionLevel level)
    {
        foreach (var message in Samples.All)
        {
            Assert.True(message.AsSpan().SequenceEqual(new StrictInflater(15, takesOver: true).Inflate(ZlibPayload(message, level))));
        }
    }

    [Fact]
    public void Every_octet_of_a_stream_may_be_broken_without_harm()
    {
        var payload = ZlibPayload(Samples.Text(2000), CompressionLevel.SmallestSize);
        var random = new Random(1951);
        var failures = 0;
        for (var round = 0; round < 1000; round++)
        {
            var broken = payload.ToArray();
            broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
            if (Record.Exception(() => new StrictInflater(15, takesOver: true).Inflate(broken)) is { } exception)
            {
                Assert.IsType<DeflateException>(exception);
                failures++;
            }
        }

        Assert.NotEqual(0, failures);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(14)]
    public void References_beyond_the_window_are_refused(int windowBits)
    {
        var random = new byte[(1 << windowBits) + 1];
        new Random(windowBits).NextBytes(random);
        var payload = new WindowedDeflater(windowBits + 1, takesOver: false).Deflate([.. random, .. random]);
        Assert.Equal([.. random, .. random], new StrictInflater(windowBits + 1, takesOver: false).Inflate(payload));
        var exception = Assert.Throws<DeflateException>(() => new StrictInflater(windowBits, takesOver: false).Inflate(payload));
        Assert.Contains("beyond the window", exception.Message);
    }

    // A payload is a stream flushed without its last four octets, or a finished one with an octet more.
    private static byte[] ZlibPayload(byte[] message, CompressionLevel level)
    {
        var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, level, leaveOpen: true))
        {
            deflate.Write(message);
        }

        return [.. compressed.ToArray(), 0x00];
    }

    private static void Fails(StrictInflater inflater, string payload, string what) =>
        Assert.Contains(what, Assert.Throws<DeflateException>(() => inflater.Inflate(Convert.FromHexString(payload))).Message);
}
