using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 6455 §5.3: octet i is XOR-ed with octet i modulo 4 of the key.</summary>
public sealed class MaskingTests
{
    private const uint Key = 0x3D21FA37;
    private static readonly byte[] KeyOctets = [0x37, 0xFA, 0x21, 0x3D];

    [Fact]
    public void Every_length_and_phase_equals_a_loop_over_octets()
    {
        for (var length = 0; length <= 300; length++)
        {
            for (var offset = 0; offset < 5; offset++)
            {
                AssertMasks(length, offset, misalignment: 0);
            }
        }
    }

    [Theory]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(4099)]
    [InlineData(65536)]
    public void Long_payloads_at_odd_addresses_equal_a_loop_over_octets(int length)
    {
        for (var misalignment = 0; misalignment < 8; misalignment++)
        {
            AssertMasks(length, offset: int.MaxValue - misalignment, misalignment);
        }
    }

    // The widest one is taken wherever the processor has it: the others would not be seen at work there.
    [Fact]
    public void Every_width_of_vector_equals_a_loop_over_octets()
    {
        AssertWidth(64, Masking.ApplyVector512);
        AssertWidth(32, Masking.ApplyVector256);
        AssertWidth(16, Masking.ApplyVector128);
    }

    [Fact]
    public void Masking_twice_restores_the_payload()
    {
        var payload = Enumerable.Range(0, 1000).Select(i => (byte)i).ToArray();
        var masked = payload.ToArray();
        Masking.Apply(masked, Key, 3);
        Assert.NotEqual(payload, masked);
        Masking.Apply(masked, Key, 3);
        Assert.Equal(payload, masked);
    }

    [Fact]
    public void An_octet_beyond_ASCII_is_noticed_wherever_it_lies()
    {
        for (var length = 0; length <= 300; length++)
        {
            Assert.True(Unmask(new byte[length]));
            for (var at = 0; at < length; at++)
            {
                var text = new byte[length];
                text[at] = 0x80;
                Assert.False(Unmask(text), $"octet {at} of {length}");
            }
        }

        static bool Unmask(byte[] text)
        {
            Masking.Apply(text, Key, offset: 1);
            return Masking.ApplyAndTestAscii(text, Key, offset: 1);
        }
    }

    private static void AssertMasks(int length, int offset, int misalignment)
    {
        const int Guard = 64;
        var actual = new byte[misalignment + length + Guard];
        new Random(length).NextBytes(actual);
        var expected = actual.ToArray();
        for (var i = 0; i < length; i++)
        {
            expected[misalignment + i] ^= KeyOctets[(int)(((long)offset + i) % 4)];
        }

        Masking.Apply(actual.AsSpan(misalignment, length), Key, offset);

        Assert.True(actual.AsSpan().SequenceEqual(expected), $"length {length}, offset {offset}, misalignment {misalignment}");
    }

    private static void AssertWidth(int width, WidthOfVector apply)
    {
        for (var length = width; length <= 10 * width; length++)
        {
            var payload = Enumerable.Range(0, length).Select(i => (byte)(i * 31)).ToArray();
            var expected = payload.Select((octet, i) => (byte)(octet ^ KeyOctets[i % 4])).ToArray();
            var isAscii = apply(ref payload[0], (nuint)length, Key);
            Assert.Equal(expected, payload);
            Assert.Equal(Array.TrueForAll(expected, octet => octet < 0x80), isAscii);
        }
    }

    private delegate bool WidthOfVector(ref byte start, nuint length, uint key);
}
