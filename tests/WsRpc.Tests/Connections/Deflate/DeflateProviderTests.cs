using System.Buffers;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>What the protocol relies on, whatever compresses.</summary>
public sealed class DeflateProviderTests
{
    [Fact]
    public void Runtime_has_the_zlib_we_know()
    {
        Assert.True(ZlibProvider.IsSupported);
        Assert.Same(ZlibProvider.Instance, DeflateProviders.Default);
    }

    [Theory, DeflateProviders]
    public void Output_ends_with_the_tail_of_a_flush(bool fallback)
    {
        using var deflater = DeflateProvidersAttribute.Of(fallback).CreateDeflater(15, 6);
        Assert.Equal("F248CDC9C907000000FFFF", Hex(Deflate(deflater, "Hello"))); // RFC 7692 §7.2.3.1
        Assert.Equal("F2001100000000FFFF", Hex(Deflate(deflater, "Hello", forget: true))); // §7.2.3.2
        Assert.Equal("F248CDC9C907000000FFFF", Hex(Deflate(deflater, "Hello")));
    }

    [Theory, DeflateProviders]
    public void Nothing_is_flushed_to_nothing(bool fallback)
    {
        using var deflater = DeflateProvidersAttribute.Of(fallback).CreateDeflater(15, 6);
        Deflate(deflater, "Hello");
        Assert.Empty(Deflate(deflater, ""));
        Assert.Equal("F2001100000000FFFF", Hex(Deflate(deflater, "Hello")));
    }

    [Theory, DeflateProviders]
    public void Output_may_be_taken_in_pieces(bool fallback)
    {
        var text = string.Concat(Enumerable.Range(0, 2000));
        using var whole = DeflateProvidersAttribute.Of(fallback).CreateDeflater(15, 6);
        using var pieces = DeflateProvidersAttribute.Of(fallback).CreateDeflater(15, 6);
        Assert.Equal(Hex(Deflate(whole, text)), Hex(Deflate(pieces, text, room: 100)));
        Assert.Equal(Hex(Deflate(whole, text)), Hex(Deflate(pieces, text, room: 101)));
    }

    [Theory, DeflateProviders]
    public void Input_and_output_may_come_in_pieces(bool fallback)
    {
        var text = string.Concat(Enumerable.Range(0, 2000));
        using var deflater = DeflateProvidersAttribute.Of(fallback).CreateDeflater(15, 6);
        using var inflater = DeflateProvidersAttribute.Of(fallback).CreateInflater(15);
        for (var round = 0; round < 3; round++)
        {
            var data = Deflate(deflater, text)[..^4];
            Assert.Equal(text, Inflate(inflater, data, dataSize: 1 + round, room: 1 + (7 * round)));
            Assert.True(inflater.TryEndMessage());
        }
    }

    [Theory, DeflateProviders]
    public void Stream_that_ends_is_followed_by_the_next(bool fallback)
    {
        using var inflater = DeflateProvidersAttribute.Of(fallback).CreateInflater(15);
        Assert.Equal("HelloHello", Inflate(inflater, Convert.FromHexString("F348CDC9C90700F248CDC9C90700"), dataSize: 100, room: 100));
        Assert.True(inflater.TryEndMessage());
        Assert.Equal("Hello", Inflate(inflater, Convert.FromHexString("F348CDC9C90700"), dataSize: 100, room: 100));
        Assert.True(inflater.TryEndMessage());
        Assert.Equal("Hello", Inflate(inflater, Convert.FromHexString("F248CDC9C90700"), dataSize: 100, room: 100));
        Assert.True(inflater.TryEndMessage());
    }

    [Theory, DeflateProviders]
    public void Malformed_data_is_said_to_be(bool fallback)
    {
        using var inflater = DeflateProvidersAttribute.Of(fallback).CreateInflater(15);
        ReadOnlySpan<byte> data = [0xFF, 0xFF, 0xFF];
        Assert.Equal(OperationStatus.InvalidData, inflater.Inflate(ref data, new byte[10], out _));
        inflater.Reset();
        Assert.Equal("Hello", Inflate(inflater, Convert.FromHexString("F248CDC9C90700"), dataSize: 100, room: 100));
    }

    [Theory, DeflateProviders]
    public void Reference_to_what_was_forgotten_is_malformed(bool fallback)
    {
        using var inflater = DeflateProvidersAttribute.Of(fallback).CreateInflater(15);
        Inflate(inflater, Convert.FromHexString("F248CDC9C90700"), dataSize: 100, room: 100);
        Assert.True(inflater.TryEndMessage());
        inflater.Reset();
        ReadOnlySpan<byte> data = Convert.FromHexString("F2001100");
        Assert.Equal(OperationStatus.InvalidData, inflater.Inflate(ref data, new byte[10], out _));
    }

    [Theory, DeflateProviders]
    public void Message_must_not_end_inside_a_block_without_compression(bool fallback)
    {
        using var inflater = DeflateProvidersAttribute.Of(fallback).CreateInflater(15);
        Assert.Equal("He", Inflate(inflater, Convert.FromHexString("000500FAFF4865"), dataSize: 100, room: 100));
        Assert.False(inflater.TryEndMessage());
    }

    [Theory, DeflateProviders]
    public void What_is_disposed_is_of_no_more_use(bool fallback)
    {
        var deflater = DeflateProvidersAttribute.Of(fallback).CreateDeflater(15, 6);
        var inflater = DeflateProvidersAttribute.Of(fallback).CreateInflater(15);
        deflater.Dispose();
        inflater.Dispose();
        Assert.ThrowsAny<ObjectDisposedException>(() => Deflate(deflater, "Hello"));
        Assert.ThrowsAny<ObjectDisposedException>(() => Inflate(inflater, [0xF2], dataSize: 1, room: 1));
        deflater.Dispose();
        inflater.Dispose();
    }

    private static string Hex(byte[] octets) => Convert.ToHexString(octets);

    private static byte[] Deflate(IDeflater deflater, string text, bool forget = false, int room = 4096)
    {
        ReadOnlySpan<byte> payload = Encoding.UTF8.GetBytes(text);
        var all = new List<byte>();
        bool more;
        do
        {
            var output = new byte[room];
            more = deflater.Deflate(ref payload, output, forget, out var written);
            all.AddRange(output[..written]);
        }
        while (more);
        return [.. all];
    }

    private static string Inflate(IInflater inflater, byte[] octets, int dataSize, int room)
    {
        var all = new List<byte>();
        foreach (var piece in octets.Chunk(dataSize))
        {
            ReadOnlySpan<byte> data = piece;
            OperationStatus status;
            do
            {
                var output = new byte[room];
                status = inflater.Inflate(ref data, output, out var written);
                all.AddRange(output[..written]);
            }
            while (status == OperationStatus.DestinationTooSmall);
            Assert.Equal(OperationStatus.Done, status);
            Assert.True(data.IsEmpty);
        }

        return Encoding.UTF8.GetString([.. all]);
    }
}
