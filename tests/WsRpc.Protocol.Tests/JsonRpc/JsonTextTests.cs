using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>The oracle is <see cref="Utf8JsonWriter"/>: the octets must be its octets.</summary>
public sealed class JsonTextTests
{
    private static readonly JavaScriptEncoder?[] Encoders = [null, JavaScriptEncoder.Default, JavaScriptEncoder.UnsafeRelaxedJsonEscaping, JavaScriptEncoder.Create(UnicodeRanges.All)];

    [Theory]
    [InlineData("")]
    [InlineData("lobby")]
    [InlineData("<a href='x'>&+`\"\\/")]
    [InlineData("\0\b\t\n\f\r\u001f\u007f\u0080\u2028\u2029\uFEFF\uFFFD")]
    [InlineData("Grüße, Привет, 你好, 😀")]
    public void String_has_the_octets_of_Utf8JsonWriter(string value) => AssertLikeWriter(value);

    [Fact]
    public void Lone_surrogate_becomes_the_replacement_character()
    {
        // Not as InlineData: attributes are stored in UTF-8, which has no lone surrogates.
        AssertLikeWriter("\ud800");
        AssertLikeWriter("a\udc00b\ud800");
        AssertLikeWriter("\ud83d\ud83d\ude00");
        AssertWritten("\"a\\uFFFD\"", output => JsonText.WriteString(output, "a\ud800"));
    }

    [Fact]
    public void Random_strings_have_the_octets_of_Utf8JsonWriter()
    {
        var random = new Random(8259);
        for (var round = 0; round < 3_000; round++)
        {
            AssertLikeWriter(RandomText.Next(random, random.Next(40)));
        }
    }

    [Theory]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(4096)]
    [InlineData(20_000)]
    public void Long_strings_have_the_octets_of_Utf8JsonWriter(int length)
    {
        AssertLikeWriter(new string('a', length));
        AssertLikeWriter(new string('a', length) + "<");
        AssertLikeWriter("<" + new string('ä', length));
        AssertLikeWriter("a" + string.Concat(Enumerable.Repeat("😀", length / 2)));
        AssertLikeWriter(RandomText.Next(new Random(length), length));
    }

    [Fact]
    public void Surrogate_pair_on_a_piece_boundary_stays_whole()
    {
        for (var lead = 0; lead < 8; lead++)
        {
            AssertLikeWriter(new string('a', 1360 + lead) + string.Concat(Enumerable.Repeat("😀", 400)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Integers_are_decimal(long value)
    {
        AssertWritten(value.ToString(System.Globalization.CultureInfo.InvariantCulture), output => JsonText.WriteInteger(output, value));
        AssertWritten(((ulong)value).ToString(System.Globalization.CultureInfo.InvariantCulture), output => JsonText.WriteInteger(output, (ulong)value));
    }

    [Fact]
    public void Literals()
    {
        AssertWritten("true", output => JsonText.WriteBoolean(output, true));
        AssertWritten("false", output => JsonText.WriteBoolean(output, false));
        AssertWritten("null", JsonText.WriteNull);
    }

    [Fact]
    public void Unescape_gives_back_what_was_written()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var value = RandomText.Next(random, random.Next(20));
            var written = new ArrayBufferWriter<byte>();
            JsonText.WriteString(written, value);
            Assert.Equal(WellFormed(value), JsonText.Unescape(written.WrittenSpan[1..^1]));
        }
    }

    private static string WellFormed(string value) => string.Concat(value.EnumerateRunes());

    private static void AssertLikeWriter(string value)
    {
        foreach (var encoder in Encoders)
        {
            var expected = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(expected, new JsonWriterOptions { Encoder = encoder }))
            {
                writer.WriteStringValue(value);
            }

            AssertWritten(Encoding.UTF8.GetString(expected.WrittenSpan), output => JsonText.WriteString(output, value, encoder));
        }
    }

    private static void AssertWritten(string expected, Action<IBufferWriter<byte>> write)
    {
        var tight = new TightBufferWriter();
        write(tight);
        Assert.Equal(expected, Encoding.UTF8.GetString(tight.Written));

        var roomy = new ArrayBufferWriter<byte>(64 * 1024);
        write(roomy);
        Assert.Equal(expected, Encoding.UTF8.GetString(roomy.WrittenSpan));
    }
}
