using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 3629 §4, against the platform's own strict decoder.</summary>
public sealed class Utf8ValidatorTests
{
    /// <summary>An octet of every class and from both sides of every bound in the table.</summary>
    private static readonly byte[] Telling =
    [
        0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
        0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF7, 0xF8, 0xFF,
    ];

    [Fact]
    public void Every_telling_sequence_is_judged_at_its_first_impossible_octet()
    {
        var text = new byte[4];
        foreach (var a in Telling)
        {
            foreach (var b in Telling)
            {
                foreach (var c in Telling)
                {
                    foreach (var d in Telling)
                    {
                        (text[0], text[1], text[2], text[3]) = (a, b, c, d);
                        AssertJudged(text);
                    }
                }
            }
        }
    }

    [Fact]
    public void Every_pair_of_octets_is_judged_at_its_first_impossible_octet()
    {
        for (var pair = 0; pair <= 0xFFFF; pair++)
        {
            AssertJudged([(byte)(pair >> 8), (byte)pair]);
        }
    }

    [Fact]
    public void Every_code_point_is_valid_however_it_is_cut()
    {
        Span<byte> octets = stackalloc byte[4];
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.TryCreate(value, out var rune))
            {
                continue;
            }

            var length = rune.EncodeToUtf8(octets);
            for (var cut = 0; cut < length; cut++)
            {
                var validator = new Utf8Validator();
                var begun = validator.TryAppend(octets[..cut]) && validator.IsComplete == (cut == 0);
                AssertJudgement(begun && validator.TryAppend(octets[cut..length]) && validator.IsComplete, true, octets[..length]);
            }
        }
    }

    [Fact]
    public void Empty_pieces_change_nothing()
    {
        var validator = new Utf8Validator();
        Assert.True(validator.TryAppend([]) && validator.IsComplete);
        Assert.True(validator.TryAppend([0xE2]) && validator.TryAppend([]) && !validator.IsComplete);
        Assert.True(validator.TryAppend([0x82, 0xAC]) && validator.TryAppend([]) && validator.IsComplete);
    }

    private static void AssertJudged(ReadOnlySpan<byte> text)
    {
        var possible = PossibleOctets(text);
        var one = new Utf8Validator();
        for (var i = 0; i < possible; i++)
        {
            AssertJudgement(one.TryAppend(text.Slice(i, 1)), true, text);
        }

        for (var length = 1; length <= text.Length; length++)
        {
            AssertJudgement(new Utf8Validator().TryAppend(text[..length]), length <= possible, text);
        }

        if (possible < text.Length)
        {
            AssertJudgement(one.TryAppend(text.Slice(possible, 1)), false, text);
        }
        else
        {
            AssertJudgement(one.IsComplete, System.Text.Unicode.Utf8.IsValid(text), text);
        }
    }

    /// <summary>How many octets can be the start of a valid text, by the decoder's word.</summary>
    private static int PossibleOctets(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var status = Rune.DecodeFromUtf8(text[at..], out _, out var consumed);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
            {
                return text.Length;
            }

            if (status == System.Buffers.OperationStatus.InvalidData)
            {
                // The decoder consumed the longest possible prefix; where that is one octet it may be the bad one itself.
                return at + (consumed == 1 && Rune.DecodeFromUtf8(text.Slice(at, 1), out _, out _) == status ? 0 : consumed);
            }

            at += consumed;
        }

        return at;
    }

    private static void AssertJudgement(bool actual, bool expected, ReadOnlySpan<byte> text)
    {
        if (actual != expected)
        {
            Assert.Fail($"{Convert.ToHexString(text)} was judged {actual}");
        }
    }
}
